import pg from 'pg';
import { loadSeparately } from '../ingest/load-separately.ts';
import { reportRow, type ReportRow } from '../report.ts';
import { query } from '../open-bench-database.ts';
import { expectCount, placesOf, timeRounds, type Filled } from './time-rounds.ts';

const ROWS_PER_LOAD = 2_000_000;
const ROWS_PER_COPY = 230_000;
const CONNECTIONS = 2;
const RANGE_S = 1_800;

const RANGE_SQL = `
  SELECT time, value, status FROM timeseries.samples
  WHERE tag_id = $1 AND time >= to_timestamp($2::float8) AND time < to_timestamp($3::float8) ORDER BY time`;
const LATEST_SQL = `
  SELECT time, value, status FROM timeseries.samples WHERE tag_id = $1 ORDER BY time DESC LIMIT 1`;

/** One tag, 30 minutes, and the latest of one tag, out of many rows. */
export async function askRows(
  connectionString: string,
  {
    samples,
    tags,
    rounds,
  }: { readonly samples: number; readonly tags: number; readonly rounds: number },
): Promise<ReportRow[]> {
  const seconds = Math.max(RANGE_S, Math.round(samples / tags));
  const filled = { startS: Math.floor(Date.now() / 1_000) - seconds, seconds, tags };
  await fill(connectionString, filled);
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    const places = placesOf(filled, RANGE_S);
    const range = await timeRounds(rounds, places, async ({ tag, fromS }) => {
      const answer = await client.query(RANGE_SQL, [tag, fromS, fromS + RANGE_S]);
      expectCount(answer.rowCount, RANGE_S);
    });
    const latest = await timeRounds(rounds, places, async ({ tag }) => {
      expectCount((await client.query(LATEST_SQL, [tag])).rowCount, 1);
    });
    return [
      reportRow('query.range30min.p50Ms', 'ms', range.p50, { atMost: 10 }),
      reportRow('query.range30min.p95Ms', 'ms', range.p95),
      reportRow('query.latest.p50Ms', 'ms', latest.p50),
      reportRow('query.latest.p95Ms', 'ms', latest.p95),
    ];
  } finally {
    await client.end();
  }
}

/** Fills the table by the plainest COPY, in the order in which a historian's flushes come. */
async function fill(connectionString: string, { startS, seconds, tags }: Filled): Promise<void> {
  // The documentation recommends it for this many rows.
  await query(
    connectionString,
    `UPDATE timeseries.sample_policies SET chunk_interval = timeseries.chunk_interval_for(${tags}) WHERE series = 'samples'`,
  );
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
  // Autovacuum would do this in time: the index of ranges takes in the newest pages, and the planner gets statistics.
  await query(connectionString, 'VACUUM (ANALYZE) timeseries.sample_rows');
}
