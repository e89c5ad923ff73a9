import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, removeEmbeddedData, seedDatabase, startEmbeddedPostgres } from '../src/index.ts';
import { withTenant } from '../src/connect/with-tenant.ts';

// The numbers of migrations/README.md, on the embedded engine: `pnpm --filter @varve/db measure`.
const TAGS = 10_000;
const ROUNDS = 101;
const SAMPLES_PER_TAG = 100;

const directory = await mkdtemp(join(tmpdir(), 'varve-measure-'));
try {
  await using postgres = await startEmbeddedPostgres({ directory, port: 0 });
  const started = performance.now();
  await migrate(postgres.connectionString);
  say('migrations from nothing', (performance.now() - started) / 1000, 's');
  const { seconds } = await seedDatabase(postgres.connectionString, {
    kind: 'dev',
    password: 'measure',
  });
  say('dev seed', seconds, 's');
  const pool = new pg.Pool({ connectionString: postgres.connectionString, max: 2 });
  pool.on('error', () => undefined); // Cut off at the end.
  await measureIsolation(pool);
  await pool.end();
} finally {
  await removeEmbeddedData(directory);
  await rm(directory, { recursive: true, force: true });
}

async function measureIsolation(pool: pg.Pool): Promise<void> {
  const tenants = await pool.query<{ id: string }>(
    "SELECT internal.found_tenant(name) AS id FROM unnest(ARRAY['one', 'two']) AS name",
  );
  await pool.query(
    `INSERT INTO timeseries.tags (tenant_id, name, unit, data_type, interpolation)
     SELECT id, 'tag-' || n, 'psi', 'analog', 'linear' FROM unnest($1::uuid[]) AS id, generate_series(1, ${TAGS}) AS n`,
    [tenants.rows.map(({ id }) => id)],
  );
  await pool.query(
    "SELECT timeseries.ensure_sample_partitions('2026-01-01Z', '2026-01-01 23:00Z')",
  );
  await pool.query(
    `INSERT INTO timeseries.sample_rows SELECT '2026-01-01Z'::timestamptz + n * interval '1 minute', n, id, 0
     FROM timeseries.tags, generate_series(1, ${SAMPLES_PER_TAG}) AS n WHERE name LIKE 'tag-%' ORDER BY id, n`,
  );
  await pool.query('VACUUM ANALYZE timeseries.tags');
  await pool.query('VACUUM ANALYZE timeseries.sample_rows');
  const tenant = tenants.rows[0]!.id;
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM timeseries.tags WHERE tenant_id = $1 ORDER BY name LIMIT 1 OFFSET 5000',
    [tenant],
  );
  const tag = rows[0]!.id;
  const within = "time >= '2026-01-01 00:10Z' AND time < '2026-01-01 00:40Z'";
  await compare(pool, tenant, `list of ${TAGS} tags`, {
    plain: `SELECT * FROM timeseries.tags WHERE tenant_id = '${tenant}' ORDER BY id`,
    isolated: 'SELECT * FROM timeseries.tags ORDER BY id',
  });
  await compare(pool, tenant, 'one tag, 30 samples', {
    plain: `SELECT time, value, status FROM timeseries.samples WHERE tag_id = ${tag} AND ${within}`,
    isolated: `SELECT time, value, status FROM samples WHERE tag_id = ${tag} AND ${within}`,
  });
  await compare(pool, tenant, 'mean of all tags of a tenant, 30 minutes', {
    plain: `SELECT tag_id, avg(value) FROM timeseries.samples s JOIN timeseries.tags t ON t.id = tag_id WHERE tenant_id = '${tenant}' AND ${within} GROUP BY 1`,
    isolated: `SELECT tag_id, avg(value) FROM samples WHERE ${within} GROUP BY 1`,
  });
}

/** Lower quartiles of alternating rounds, both in a transaction: what others do on the machine only ever adds time. */
async function compare(
  pool: pg.Pool,
  tenant: string,
  name: string,
  { plain, isolated }: { readonly plain: string; readonly isolated: string },
): Promise<void> {
  const times = { plain: [] as number[], isolated: [] as number[] };
  const runPlain = async (): Promise<void> => {
    const client = await pool.connect();
    await client.query('BEGIN');
    times.plain.push(await timed(() => client.query(plain)));
    await client.query('COMMIT');
    client.release();
  };
  const runIsolated = async (): Promise<void> => {
    const time = withTenant(pool, tenant, ({ $client }) => timed(() => $client.query(isolated)));
    times.isolated.push(await time);
  };
  for (let round = 0; round < ROUNDS; round++) {
    // Who comes first differs, since the second reads what the first has warmed and pays for its garbage.
    const [first, second] = round % 2 === 0 ? [runPlain, runIsolated] : [runIsolated, runPlain];
    await first();
    await second();
  }
  const [without, with_] = [quartile(times.plain), quartile(times.isolated)];
  say(`${name}, owner with a condition`, without, 'ms');
  say(`${name}, application by isolation`, with_, 'ms');
  say(`${name}, cost of isolation`, (with_ / without - 1) * 100, '%');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function quartile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)]!;
}

function say(name: string, value: number, unit: string): void {
  process.stdout.write(`${name}: ${value.toFixed(2)} ${unit}\n`);
}
