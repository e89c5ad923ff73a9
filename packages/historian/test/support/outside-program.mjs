// Runs in a project that has installed the packed packages, on plain Node: from a device to rows and back.
import { once } from 'node:events';
import { createServer } from 'node:net';
import * as calc from '@varve/calc';
import { connect, migrate, startEmbeddedPostgres } from '@varve/db';
import { createHistorian } from '@varve/historian';
import { qualityOf } from '@varve/protocols';
import modbusSerial from 'modbus-serial';

const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address();
probe.close();
await once(probe, 'close');

const [directory] = process.argv.slice(2);
const registers = [0x4148, 0, 1234]; // 12.5 as a float, and an integer.
const device = new modbusSerial.ServerTCP(
  { getMultipleHoldingRegisters: (address, count) => registers.slice(address, address + count) },
  { host: '127.0.0.1', port, unitID: 1 },
);
await new Promise((resolve) => device.on('initialized', resolve));

// No `await using`: Node 22 does not know it.
const database = await startEmbeddedPostgres({ directory });
const { done } = await migrate(database.connectionString);
const tags = [
  { name: 'pump/pressure', unit: 'bar', address: 0, filter: { excDev: 0.1 } },
  { name: 'pump/starts', dataType: 'counter', address: 2, rawType: 'uint16' },
];
const historian = await createHistorian({
  database: database.connectionString,
  directory,
  sources: [
    { name: 'pump', protocol: 'modbus', host: '127.0.0.1', port, pollIntervalMs: 50, tags },
  ],
});
const limit = AbortSignal.timeout(30_000);
const seen = new Map();
for await (const changed of historian.subscribe(undefined, limit)) {
  for (const { tagId, value, status } of changed)
    seen.set(tagId, { value, quality: qualityOf(status) });
  if (seen.size === tags.length && historian.stats().sources[0].counters.stored > 10) break;
}
await historian.stop();
const client = await connect(database.connectionString, 'read');
const { rows } = await client.query(
  `SELECT tag, unit, quality, value, count(*)::int AS rows FROM timeseries.samples_by_name
   WHERE quality = 'GOOD' GROUP BY tag, unit, quality, value ORDER BY tag`,
);
const [{ total }] = (await client.query('SELECT count(*)::int AS total FROM timeseries.samples'))
  .rows;
await client.end();
await database.stop();
await new Promise((resolve) => device.close(resolve));
process.stdout.write(
  JSON.stringify({
    migrations: done.length,
    seen: [...seen.values()],
    rows,
    total,
    stored: historian.stats().sources[0].counters.stored,
    calc: Object.keys(calc).length,
  }),
);
