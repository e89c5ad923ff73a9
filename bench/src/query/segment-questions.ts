import { join } from 'node:path';
import { createHistorian, type Historian } from '@varve/historian';
import pg from 'pg';
import { reportRow, type Goal, type ReportRow } from '../report.ts';
import { storedSamples } from '../sample-tables.ts';
import { query } from '../open-bench-database.ts';
import { fillSegments } from './fill-segments.ts';
import { expectCount, placesOf, timeRounds, type Filled, type RoundTimes } from './time-rounds.ts';

const HOUR_S = 3_600;
const DAY_S = 86_400;
const HOURS_PER_YEAR = 8_760;
const DAYS_PER_ROUND = 20;
const YEARS_PER_ROUND = 5;
const HOUR_GOAL: Goal = { atMost: 1 };
const DAY_GOAL: Goal = { atMost: 4 };
const YEAR_GOAL: Goal = { atMost: 20 };

const READ_SQL = `
  SELECT time, value, status FROM timeseries.read($1, to_timestamp($2::float8), to_timestamp($3::float8)) ORDER BY time`;
const AVERAGE_SQL = `
  SELECT bucket, average FROM timeseries.aggregate($1, to_timestamp($2::float8), to_timestamp($3::float8), interval '1 hour') ORDER BY bucket`;
const NEWEST_SQL = 'SELECT time, value, status FROM timeseries.newest(ARRAY[$1::int])';

/** The readers: the library, and SQL over a connection of its own. */
interface Answerers {
  readonly historian: Historian;
  readonly client: pg.Client;
}

/** Ranges, averages and the latest of one tag, out of a day and more of many tags, and a year of one. */
export async function askSegments(
  {
    connectionString,
    directory,
  }: { readonly connectionString: string; readonly directory: string },
  {
    samples,
    tags,
    rounds,
  }: { readonly samples: number; readonly tags: number; readonly rounds: number },
): Promise<ReportRow[]> {
  const hours = Math.max(25, Math.round(samples / tags / HOUR_S));
  const endS = Math.floor(Date.now() / 1_000 / HOUR_S) * HOUR_S;
  const filled = { startS: endS - hours * HOUR_S, seconds: hours * HOUR_S, tags };
  const year = {
    startS: endS - HOURS_PER_YEAR * HOUR_S,
    seconds: HOURS_PER_YEAR * HOUR_S,
    tags: 1,
  };
  const yearTag = tags + 1;
  await fillSegments(connectionString, { ...filled, firstTag: 1, hours });
  await fillSegments(connectionString, { ...year, firstTag: yearTag, hours: HOURS_PER_YEAR });
  // Autovacuum would do this in time.
  await query(connectionString, 'VACUUM (ANALYZE) timeseries.segments');
  const stored = await storedSamples(connectionString);
  const client = new pg.Client(connectionString);
  await client.connect();
  await using historian = await createHistorian({
    database: connectionString,
    directory: join(directory, 'historian'),
    sources: [],
    storage: 'segments',
  });
  try {
    const answerers = { historian, client };
    return [
      ...(await askRange(answerers, filled, {
        name: 'hour',
        rangeS: HOUR_S,
        goal: HOUR_GOAL,
        rounds,
      })),
      ...(await askRange(answerers, filled, {
        name: 'day',
        rangeS: DAY_S,
        goal: DAY_GOAL,
        rounds,
        count: DAYS_PER_ROUND,
      })),
      ...(await askAverages(answerers, { ...year, tag: yearTag }, rounds)),
      ...(await askLatest(answerers, filled, rounds)),
      reportRow('bytesPerSample', 'bytes', [stored.bytes / stored.sampleCount]),
    ];
  } finally {
    await client.end();
  }
}

interface RangeQuestion {
  readonly name: string;
  readonly rangeS: number;
  readonly goal: Goal;
  readonly rounds: number;
  /** Questions of a round. */
  readonly count?: number;
}

async function askRange(
  { historian, client }: Answerers,
  filled: Filled,
  { name, rangeS, goal, rounds, count }: RangeQuestion,
): Promise<ReportRow[]> {
  const places = placesOf(filled, rangeS, count);
  const library = await timeRounds(rounds, places, async ({ tag, fromS }) => {
    const range = { tagId: tag, fromUs: fromS * 1e6, toUs: (fromS + rangeS) * 1e6 };
    expectCount((await historian.read.raw(range)).times.length, rangeS);
  });
  const sql = await timeRounds(rounds, places, async ({ tag, fromS }) => {
    const values = [tag, fromS, fromS + rangeS];
    const answer = await client.query({ text: READ_SQL, values, rowMode: 'array' });
    expectCount(answer.rowCount, rangeS);
  });
  // This is the server's part; the rest is the conversion of the rows to objects of the client.
  const server = await timeRounds(rounds, places, async ({ tag, fromS }) => {
    const text = `SELECT count(*)::int AS count FROM (${READ_SQL}) AS samples`;
    const answer = await client.query<{ count: number }>(text, [tag, fromS, fromS + rangeS]);
    expectCount(answer.rows[0]!.count, rangeS);
  });
  return [
    ...timeRows(`query.${name}.library`, library, goal),
    ...timeRows(`query.${name}.sql`, sql),
    ...timeRows(`query.${name}.sqlCounted`, server),
  ];
}

async function askAverages(
  { historian, client }: Answerers,
  {
    startS,
    seconds,
    tag,
  }: { readonly startS: number; readonly seconds: number; readonly tag: number },
  rounds: number,
): Promise<ReportRow[]> {
  const places = Array.from({ length: YEARS_PER_ROUND }, () => ({ tag, fromS: startS }));
  const sql = await timeRounds(rounds, places, async () => {
    const answer = await client.query(AVERAGE_SQL, [tag, startS, startS + seconds]);
    expectCount(answer.rowCount, seconds / HOUR_S);
  });
  const library = await timeRounds(rounds, places, async () => {
    const range = { tagId: tag, fromUs: startS * 1e6, toUs: (startS + seconds) * 1e6 };
    const { buckets } = await historian.read.aggregate({ ...range, widthS: HOUR_S });
    expectCount(buckets.length, seconds / HOUR_S);
  });
  return [
    ...timeRows('query.yearOfHours.sql', sql),
    ...timeRows('query.yearOfHours.library', library, YEAR_GOAL),
  ];
}

async function askLatest(
  { client }: Answerers,
  filled: Filled,
  rounds: number,
): Promise<ReportRow[]> {
  const latest = await timeRounds(rounds, placesOf(filled, HOUR_S), async ({ tag }) => {
    expectCount((await client.query(NEWEST_SQL, [tag])).rowCount, 1);
  });
  return timeRows('query.latest', latest);
}

function timeRows(name: string, { p50, p95 }: RoundTimes, goal?: Goal): ReportRow[] {
  return [reportRow(`${name}.p50Ms`, 'ms', p50, goal), reportRow(`${name}.p95Ms`, 'ms', p95)];
}
