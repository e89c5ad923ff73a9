import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, migrate } from '../../src/index.ts';
import { withTenant } from '../../src/connect/with-tenant.ts';
import { catalogueLines } from '../support/catalogue-lines.ts';
import { openSeededDatabase } from '../support/seeded-database.ts';
import type { TestDatabase } from '../support/database.ts';
import { RUNNABLE_ENGINES } from '../support/engines.ts';

describe.each(RUNNABLE_ENGINES)('record series on $name', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openSeededDatabase(engine);
  });
  afterAll(async () => database?.[Symbol.asyncDispose]());

  const rows = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await database.pool.query(text, values)).rows;

  test.each([
    ['energy_readings', '15min', '15 minutes', 'power_kw'],
    ['energy_readings', '1day', '1 day', 'energy_register_kwh'],
    ['well_telemetry_ts', '1hour', '1 hour', 'motor_current_a'],
    ['production_data', '1hour', '1 hour', 'produced_count'],
    ['environmental_data', '1day', '1 day', 'outdoor_temperature_degc'],
  ])('the rollup of %s by %s is what the records say', async (series, suffix, width, column) => {
    const [difference] = await rows(
      `WITH own AS (SELECT * FROM ${series}_${suffix}),
       plain AS (SELECT date_bin('${width}', time, '2000-01-01Z') AS bucket, count(*) AS n, avg(${column}) AS a, min(${column}) AS low, max(${column}) AS high,
         (to_jsonb(s) ->> (SELECT key_column FROM timeseries.record_series WHERE series = $1))::uuid AS key FROM ${series} s GROUP BY 1, 6)
       SELECT (SELECT count(*) FROM plain)::int AS plain, (SELECT count(*) FROM own)::int AS own,
         (SELECT count(*) FROM plain JOIN own ON own.bucket = plain.bucket AND plain.key = (to_jsonb(own) ->> (SELECT key_column FROM timeseries.record_series WHERE series = $1))::uuid
          WHERE n = sample_count AND n = good_count AND abs(a - ${column}_avg) <= 1e-9 * abs(a) AND low = ${column}_min AND high = ${column}_max)::int AS equal`,
      [series],
    );
    expect(difference!['own']).toBeGreaterThan(0);
    expect(difference).toEqual({
      plain: difference!['own'],
      own: difference!['own'],
      equal: difference!['own'],
    });
  });

  test('a bad record counts in a rollup, and nothing else of it', async () => {
    const [machine] = await rows('SELECT id FROM machines LIMIT 1');
    await rows(
      "SELECT timeseries.ensure_partitions('energy_readings', '2026-03-01Z', '2026-03-02Z')",
    );
    await rows(
      `INSERT INTO timeseries.energy_readings (machine_id, time, status, power_kw) VALUES ($1, '2026-03-01 10:00Z', 0, 10), ($1, '2026-03-01 10:01Z', -2147483648, 9999),
       ($1, '2026-03-01 10:02Z', 0, 20), ($1, '2026-03-01 10:03Z', 1083179008, 5)`,
      [machine!['id']],
    );
    await rows(
      "SELECT timeseries.refresh_rollup('energy_readings_15min', '2026-03-01 10:00Z', '2026-03-01 10:10Z')",
    );
    expect(
      await rows(
        "SELECT sample_count::int, good_count::int, power_kw_avg, power_kw_max FROM energy_readings_15min WHERE bucket = '2026-03-01 10:00Z'",
      ),
    ).toEqual([{ sample_count: 4, good_count: 2, power_kw_avg: 15, power_kw_max: 20 }]);
  });

  test('late records reach the rollups by the next maintenance, once they are noted', async () => {
    const [machine] = await rows('SELECT id FROM machines LIMIT 1');
    const late = "now() - interval '20 days'";
    await rows(`SELECT timeseries.ensure_partitions('energy_readings', ${late}, ${late})`);
    await rows(
      `INSERT INTO timeseries.energy_readings (machine_id, time, power_kw) VALUES ($1, ${late}, 77)`,
      [machine!['id']],
    );
    const rolled = (): Promise<Record<string, unknown>[]> =>
      rows('SELECT power_kw_avg FROM energy_readings_1hour WHERE power_kw_avg = 77');
    await rows("SELECT timeseries.maintain('energy_readings', now() + interval '1 hour')");
    expect(await rolled()).toEqual([]);
    await rows(`SELECT timeseries.note_late_records('energy_readings', ${late}, ${late})`);
    await rows("SELECT timeseries.maintain('energy_readings', now() + interval '1 hour')");
    expect(await rolled()).toEqual([{ power_kw_avg: 77 }]);
  });

  test('rollups of a day say that it is one of UTC', async () => {
    const comments = await rows(
      `SELECT DISTINCT obj_description(to_regclass('public.' || rollup)) ~ 'day of UTC' AS is_said FROM timeseries.rollups WHERE bucket_width = '1 day'`,
    );
    expect(comments).toEqual([{ is_said: true }]);
  });

  test('a value that is no finite number, or a huge one, makes no rollup fail', async () => {
    const [machine] = await rows('SELECT machine_id AS id FROM energy_readings LIMIT 1');
    const day = "date_trunc('day', now(), 'UTC') - interval '400 days'";
    await rows(`SELECT timeseries.ensure_partitions('energy_readings', ${day}, ${day})`);
    for (const [hour, values] of [
      [1, "10, 'Infinity', 20, 'NaN', '-Infinity'"],
      [2, '10, 1e200, 20'],
      [3, '1.7976931348623157e308, 1.7976931348623157e308, 1.7976931348623157e308'],
      [4, "'NaN', 'Infinity'"],
    ] as const) {
      await rows(
        `INSERT INTO timeseries.energy_readings (machine_id, time, power_kw)
         SELECT $1, ${day} + ${hour} * interval '1 hour' + n * interval '1 minute', v FROM unnest(ARRAY[${values}]::float8[]) WITH ORDINALITY AS u (v, n)`,
        [machine!['id']],
      );
    }
    await rows(`SELECT timeseries.refresh_rollup(r, ${day}, ${day} + interval '23 hours')
      FROM unnest(ARRAY['energy_readings_1hour', 'energy_readings_1day']) AS r`);
    const hours = await rows(
      `SELECT power_kw_avg AS mean, power_kw_min AS low, power_kw_max AS high, sample_count::int AS count FROM energy_readings_1hour
       WHERE machine_id = $1 AND bucket >= ${day} AND bucket < ${day} + interval '1 day' ORDER BY bucket`,
      [machine!['id']],
    );
    const huge = Number.MAX_VALUE;
    expect(hours).toEqual([
      { mean: 15, low: 10, high: 20, count: 5 },
      { mean: expect.closeTo(1e200 / 3, -187) as number, low: 10, high: 1e200, count: 3 },
      { mean: huge, low: huge, high: huge, count: 3 },
      { mean: null, low: null, high: null, count: 2 },
    ]);
    const [whole] = await rows(
      `SELECT power_kw_max AS high FROM energy_readings_1day WHERE machine_id = $1 AND bucket = ${day}`,
      [machine!['id']],
    );
    expect(whole).toEqual({ high: huge });
  });

  test('what is too old is dropped, and its rollups stay', async () => {
    const [before] = await rows('SELECT count(*)::int AS days FROM energy_readings_1day');
    const actions = await rows(
      "SELECT action, relation FROM timeseries.maintain('energy_readings', now() + interval '200 days')",
    );
    expect(actions.some(({ action }) => action === 'chunk dropped')).toBe(true);
    expect(await rows('SELECT count(*)::int AS rows FROM energy_readings')).toEqual([{ rows: 0 }]);
    const [after] = await rows('SELECT count(*)::int AS days FROM energy_readings_1day');
    expect(after).toEqual(before);
    expect(before!['days']).toBeGreaterThan(0);
  });

  test('every promise has somebody who keeps it, or says that nobody can', async () => {
    const policies = await rows(
      'SELECT policy, kept_by, count(*)::int AS relations FROM timeseries.policies GROUP BY 1, 2 ORDER BY 1',
    );
    const timescale = engine.name === 'TimescaleDB';
    expect(policies).toEqual([
      { policy: 'compression', kept_by: 'nobody: this engine cannot', relations: 9 },
      { policy: 'partitions', kept_by: timescale ? 'timescaledb' : 'varve', relations: 11 },
      { policy: 'retention', kept_by: 'varve', relations: 9 },
      { policy: 'rollup', kept_by: 'varve', relations: 16 },
      { policy: 'sealing', kept_by: 'varve', relations: 1 },
    ]);
  });

  test('samples carry the quality of every document', async () => {
    const [tag] = await rows(
      "INSERT INTO timeseries.tags (tenant_id, name, data_type, interpolation) VALUES ($1, 'quality', 'analog', 'linear') RETURNING id",
      [database.acme],
    );
    const statuses = [0, 1_083_179_008, -2_138_439_680];
    for (const [index, status] of statuses.entries()) {
      await rows(
        "INSERT INTO timeseries.sample_rows SELECT date_trunc('hour', now()) + $1 * interval '1 second', 1, $2, $3",
        [index, tag!['id'], status],
      );
    }
    const seen = await withTenant(database.pool, database.acme, async ({ $client }) => ({
      words: (
        await $client.query(
          'SELECT quality FROM channel_data WHERE channel_id = $1 ORDER BY time',
          [tag!['id']],
        )
      ).rows,
      codes: (
        await $client.query(
          "SELECT quality_code FROM scada_tags_ts WHERE tag_name = 'quality' ORDER BY time",
        )
      ).rows,
      status: (
        await $client.query('SELECT status FROM samples WHERE tag_id = $1 ORDER BY time', [
          tag!['id'],
        ])
      ).rows,
    }));
    expect(seen.words).toEqual([{ quality: 'GOOD' }, { quality: 'UNCERTAIN' }, { quality: 'BAD' }]);
    expect(seen.codes).toEqual([{ quality_code: 192 }, { quality_code: 68 }, { quality_code: 8 }]);
    expect(seen.status).toEqual(statuses.map((status) => ({ status })));
  });

  // Not skipped on the others, where nothing is missing: it is not about them.
  test.each([engine].filter(({ name }) => name === 'TimescaleDB'))(
    'partitions become hypertables with their rows when TimescaleDB appears later',
    async () => {
      const later = await database.server.createDatabase();
      expect((await migrate(later, undefined, { extensions: false })).engine.kind).toBe(
        'postgresql',
      );
      const client = await connect(later, 'test');
      await client.query(`
      INSERT INTO factories (tenant_id, name) SELECT internal.found_tenant('acme'), 'Plant';
      INSERT INTO machines (tenant_id, factory_id, name, kind) SELECT tenant_id, id, 'Pump', 'pump' FROM factories;
      SELECT timeseries.ensure_partitions('energy_readings', '2026-01-01Z', '2026-01-09Z');
      SELECT timeseries.ensure_sample_partitions('2026-01-01Z', '2026-01-09Z');
      INSERT INTO timeseries.energy_readings (machine_id, time, power_kw) SELECT id, t, 5 FROM machines, generate_series('2026-01-01Z', '2026-01-09Z', interval '1 h') AS t;
      INSERT INTO timeseries.sample_rows SELECT t, 5, 1, 0 FROM generate_series('2026-01-01Z', '2026-01-09Z', interval '1 h') AS t;
      CREATE VIEW reports AS SELECT machine_id, avg(power_kw) FROM energy_readings GROUP BY 1;
      CREATE VIEW reports_of_reports AS SELECT count(*) FROM reports;
      GRANT SELECT ON reports TO varve_app;`);
      const before = await catalogueLines(later);
      const { engine: found, done, capabilities } = await migrate(later);
      expect(found.kind).toBe('timescaledb-apache');
      expect(done).toEqual([]);
      expect(capabilities.every(({ state }) => state === 'applied')).toBe(true);
      const chunks = await client.query(
        "SELECT hypertable_name, count(*)::int FROM timescaledb_information.chunks WHERE hypertable_name IN ('energy_readings', 'sample_rows') GROUP BY 1 ORDER BY 1",
      );
      expect(chunks.rows).toEqual([
        { hypertable_name: 'energy_readings', count: 9 },
        { hypertable_name: 'sample_rows', count: 9 },
      ]);
      expect((await client.query('SELECT count(*)::int FROM energy_readings')).rows).toEqual([
        { count: 193 },
      ]);
      expect((await client.query('SELECT count FROM reports_of_reports')).rows).toEqual([
        { count: '1' },
      ]);
      await client.end();
      // Nothing else has changed: tables are of another kind, and there are the indexes of the extensions.
      const changed = new Set(
        (await catalogueLines(later))
          .filter((line) => !before.includes(line))
          .map((line) => line.split(' ')[0]),
      );
      expect([...changed].filter((kind) => kind !== 'grant' && kind !== 'index')).toEqual(['r']);
    },
  );
});
