import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, migrate, startEmbeddedPostgres } from '@varve/db';
import { createHistorian } from '@varve/historian';

await using postgres = await startEmbeddedPostgres({ directory: 'varve-data' });
const database = postgres.connectionString;
await migrate(database);

await using historian = await createHistorian({ database, directory: 'varve-data', sources: [] });
const readings = await historian.recordStream({
  table: 'timeseries.energy_readings',
  columns: { time: 'timestamptz', machine_id: 'uuid', power_kw: 'float8', voltage_v: 'float8' },
});

const machine = randomUUID();
const startUs = Date.now() * 1_000;
await readings.write({
  time: Float64Array.of(startUs, startUs + 1e6),
  machine_id: [machine, machine],
  power_kw: Float64Array.of(17.5, 18), // NaN is NULL: an instrument that says nothing.
  voltage_v: [401, null],
}); // On disk: from here on they survive anything.

while (readings.stats().stored < 2) await delay(20);
const client = await connect(database, 'example');
const { rows } = await client.query(
  'SELECT power_kw, voltage_v FROM timeseries.energy_readings WHERE machine_id = $1 ORDER BY time',
  [machine],
);
console.log('records', rows.map(Object.values)); // records [ [ 17.5, 401 ], [ 18, null ] ]
await client.end();
