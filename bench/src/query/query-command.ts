import { Command } from 'commander';
import pg from 'pg';
import { quantile } from '../feed/commit-latency.ts';
import { loadSeparately } from '../ingest/load-separately.ts';
import { machineLine, printReport, reportRow } from '../report.ts';
import { openBenchDatabase, query } from '../test-database.ts';

interface QueryOptions {
  readonly engine: string;
  readonly rows: number;
  readonly tags: number;
  readonly rounds: number;
  readonly json?: true;
}

const ROWS_PER_LOAD = 2_000_000;
const ROWS_PER_COPY = 230_000;
const CONNECTIONS = 2;
const RANGE_S = 1_800;
const QUERIES_PER_ROUND = 40;

const RANGE_SQL = `
  SELECT time, value, status FROM timeseries.samples
  WHERE tag_id = $1 AND time >= to_timestamp($2::float8) AND time < to_timestamp($3::float8) ORDER BY time`;
const LATEST_SQL = `
  SELECT time, value, status FROM timeseries.samples WHERE tag_id = $1 ORDER BY time DESC LIMIT 1`;

/** `bench query` */
export function queryCommand(): Command {
  return new Command('query')
    .description('one tag, 30 minutes, and the latest of one tag, out of many rows; warm')
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .option('--rows <number>', 'rows in the table, a second apart for each tag', Number, 10_000_000)
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', `rounds of ${QUERIES_PER_ROUND} questions`, Number, 5)
    .option('--json', 'for machines')
    .action(runQueries);
}

async function runQueries(options: QueryOptions): Promise<void> {
  const { rows, tags, rounds } = options;
  await using database = await openBenchDatabase(options.engine);
  const { connectionString } = database;
  const seconds = Math.max(RANGE_S, Math.round(rows / tags));
  const startS = Math.floor(Date.now() / 1_000) - seconds;
  await fill(connectionString, { startS, seconds, tags });
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    const places = placesOf({ startS, seconds, tags });
    const range = await timeRounds(rounds, places, async ({ tag, fromS }) => {
      const answer = await client.query(RANGE_SQL, [tag, fromS, fromS + RANGE_S]);
      expectRows(answer.rowCount, RANGE_S);
    });
    const latest = await timeRounds(rounds, places, async ({ tag }) => {
      expectRows((await client.query(LATEST_SQL, [tag])).rowCount, 1);
    });
    const report = {
      bench: `query, ${seconds * tags} rows of ${tags} tags`,
      machine: machineLine(),
      rows: [
        reportRow('query.range30min.p50Ms', 'ms', range.p50, { atMost: 10 }),
        reportRow('query.range30min.p95Ms', 'ms', range.p95),
        reportRow('query.latest.p50Ms', 'ms', latest.p50),
        reportRow('query.latest.p95Ms', 'ms', latest.p95),
      ],
    };
    printReport(report, options.json === true);
  } finally {
    await client.end();
  }
}

interface Filled {
  readonly startS: number;
  readonly seconds: number;
  readonly tags: number;
}

/** Fills the table by the plainest COPY, in the order in which a historian's flushes come. */
async function fill(connectionString: string, { startS, seconds, tags }: Filled): Promise<void> {
  await query(
    connectionString,
    `SELECT timeseries.ensure_sample_partitions(to_timestamp(${startS}), to_timestamp(${startS + seconds}))`,
  );
  const perLoad = Math.max(1, Math.round(ROWS_PER_LOAD / tags));
  for (let done = 0; done < seconds; done += perLoad) {
    const rows = Math.min(perLoad, seconds - done) * tags;
    await loadSeparately({
      connectionString,
      statement:
        'COPY timeseries.sample_rows (time, value, tag_id, status) FROM STDIN (FORMAT binary)',
      connections: CONNECTIONS,
      rows,
      tags,
      rowsPerCopy: ROWS_PER_COPY,
      startUs: (startS + done) * 1e6,
      order: 'tag',
      status: 'int4',
    });
    process.stderr.write(`${done * tags + rows} of ${seconds * tags} rows\n`);
  }
  // What autovacuum does by and by: the index of ranges takes in the newest pages, and the planner learns.
  await query(connectionString, 'VACUUM (ANALYZE) timeseries.sample_rows');
}

interface Place {
  readonly tag: number;
  readonly fromS: number;
}

/** Tags and ranges, spread over all: the golden ratio gives no pattern that storage could fall in with. */
function placesOf({ startS, seconds, tags }: Filled): Place[] {
  const spread = (index: number, count: number): number =>
    Math.floor(((index * 0.618_033_988_75) % 1) * count);
  return Array.from({ length: QUERIES_PER_ROUND }, (_, index) => ({
    tag: 1 + spread(index + 1, tags),
    fromS: startS + spread(7 * (index + 1), seconds - RANGE_S + 1),
  }));
}

/** Milliseconds of each round, after one that is not counted: it makes the pages warm. */
async function timeRounds(
  rounds: number,
  places: readonly Place[],
  ask: (place: Place) => Promise<void>,
): Promise<{ readonly p50: number[]; readonly p95: number[] }> {
  const p50: number[] = [];
  const p95: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const times: number[] = [];
    for (const place of places) {
      const startedAt = performance.now();
      await ask(place);
      times.push(performance.now() - startedAt);
    }
    if (round === 0) continue;
    const sorted = times.toSorted((one, other) => one - other);
    p50.push(quantile(sorted, 0.5));
    p95.push(quantile(sorted, 0.95));
  }
  return { p50, p95 };
}

function expectRows(found: number | null, expected: number): void {
  if (found !== expected) throw new Error(`expected ${expected} rows, got ${found}`);
}
