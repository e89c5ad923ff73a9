import pg from 'pg';
import type { SourceDefinition } from '@varve/protocols';
import { STEP_MS, VALUES_PER_TAG, type Journal } from './journal.ts';

/** Deviations of the stored samples from the plant's journal, counted by SQL; all are to be 0. */
export interface JournalCheck {
  /** Good samples that were looked at. */
  readonly goodSamples: number;
  /** Good samples with the value of another tag. */
  readonly foreign: number;
  /** Good samples with a value that their tag did not show at their time. */
  readonly outOfTime: number;
  /** Good samples from a time at which there was nothing true to say. */
  readonly goodInOutage: number;
  /** Outages that do not read as Bad when the time to notice is over. */
  readonly outagesMissed: number;
  /** Acknowledged messages that are further from what is read back than the deviation. */
  readonly lost: number;
  /** Samples of one tag and time that are there more than once. */
  readonly twice: number;
}

/** Options of the comparison. */
export interface CheckedTag {
  readonly name: string;
  /** The number that its values begin with. */
  readonly number: number;
  readonly isWave: boolean;
  /** How old a value may be when it arrives, in milliseconds. */
  readonly mostAgeMs: number;
}

const STEPS_AHEAD = 1;

/** Counts of deviations, and a line for each of the first. */
export interface CheckedJournal {
  readonly check: JournalCheck;
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 5;

/** Compares what is stored with what the plant did. */
export async function checkJournal(
  connectionString: string,
  journal: Journal,
  tags: readonly CheckedTag[],
  deviation: number,
): Promise<CheckedJournal> {
  const client = new pg.Client(connectionString);
  await client.connect();
  try {
    await prepare(client, tags);
    const examples: string[] = [];
    // Each statement gives a text, `what`, for everything that is wrong.
    const count: Count = async (name, sql, values = []) => {
      const { rows } = await client.query<{ what: string }>(sql, [...values]);
      const first = rows.slice(0, MOST_EXAMPLES).map(({ what }) => `${name}: ${what}`);
      examples.push(...first);
      return rows.length;
    };
    const check = {
      goodSamples: await countGood(client),
      foreign: await countForeign(count),
      outOfTime: await countOutOfTime(count, journal),
      goodInOutage: await countGoodInOutage(count, journal),
      outagesMissed: await countMissed(count, journal),
      lost: await countLost(count, journal, deviation),
      twice: await count(
        'twice',
        `SELECT format('%s at %s', name, time) AS what FROM stored GROUP BY name, time HAVING count(*) > 1`,
      ),
    };
    return { check, examples };
  } finally {
    await client.end();
  }
}

async function prepare(client: pg.Client, tags: readonly CheckedTag[]): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE stored AS SELECT t.name, s.time, s.value, s.status,
       extract(epoch FROM s.time)::float8 * 1000 AS ms
     FROM timeseries.samples s JOIN timeseries.tags t ON t.id = s.tag_id`,
  );
  await client.query('CREATE INDEX ON stored (name, time)');
  await client.query(
    `CREATE TEMPORARY TABLE checked AS SELECT * FROM jsonb_to_recordset($1)
     AS tag (name text, number int, "isWave" boolean, "mostAgeMs" float8)`,
    [JSON.stringify(tags)],
  );
}

async function countGood(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    'SELECT count(*) AS n FROM stored WHERE status = 0',
  );
  return Number(rows[0]!.n);
}

type Count = (name: string, sql: string, values?: readonly unknown[]) => Promise<number>;

function countForeign(count: Count): Promise<number> {
  return count(
    'foreign',
    `SELECT format('%s has %s at %s', name, value, time) AS what FROM stored JOIN checked USING (name)
     WHERE status = 0 AND (value IS NULL OR floor(value / $1) <> number)`,
    [VALUES_PER_TAG],
  );
}

function countOutOfTime(count: Count, { startMs }: Journal): Promise<number> {
  return count(
    'outOfTime',
    `SELECT format('%s at %s is %s steps old', name, time, age) AS what FROM stored JOIN checked USING (name)
     CROSS JOIN LATERAL (SELECT (ms - $1) / $2 - (value - number * $3::float8) AS age) AS steps
     WHERE status = 0 AND NOT "isWave" AND floor(value / $3) = number
       AND (age < -$4::float8 OR age > "mostAgeMs" / $2 + $4)`,
    [startMs, STEP_MS, VALUES_PER_TAG, STEPS_AHEAD],
  );
}

function countGoodInOutage(count: Count, { outages }: Journal): Promise<number> {
  return count(
    'goodInOutage',
    `SELECT format('%s: %s has %s, %s ms after its beginning and %s ms before its end',
       kind, name, value, ms - "fromMs", "toMs" - ms) AS what
     FROM jsonb_to_recordset($1) AS outage (kind text, tags text[], "fromMs" float8, "toMs" float8, "graceMs" float8)
     JOIN stored ON name = ANY (tags) AND status = 0 AND ms > "fromMs" + "graceMs" AND ms < "toMs"`,
    [JSON.stringify(outages.filter(({ isFilledLater }) => !isFilledLater))],
  );
}

/** The state at the end of each outage that lasted longer than the time to notice, tag by tag. */
function countMissed(count: Count, { outages }: Journal): Promise<number> {
  return count(
    'outagesMissed',
    `SELECT format('%s: %s has %s, from %s ms before its end', kind, tag.name, value, "toMs" - ms) AS what
     FROM jsonb_to_recordset($1) AS outage (kind text, tags text[], "fromMs" float8, "toMs" float8, "limitMs" float8)
     CROSS JOIN unnest(tags) AS tag (name)
     CROSS JOIN LATERAL (
       SELECT status, value, ms FROM stored WHERE stored.name = tag.name AND ms < "toMs" - 100 ORDER BY time DESC LIMIT 1) AS last
     WHERE "toMs" - "fromMs" > "limitMs" + 200 AND status = 0`,
    [JSON.stringify(outages.filter(({ isFilledLater }) => !isFilledLater))],
  );
}

function countLost(count: Count, { acknowledged }: Journal, deviation: number): Promise<number> {
  return count(
    'lost',
    `WITH message AS (SELECT * FROM jsonb_to_recordset($1) AS message (tag text, "timeMs" float8, value float8)),
     read AS (
       SELECT message.*, before.ms AS before_ms, before.value AS before_value, after.ms AS after_ms, after.value AS after_value
       FROM message
       LEFT JOIN LATERAL (SELECT ms, value FROM stored WHERE name = tag AND ms <= "timeMs" + 0.0005 AND status = 0
         ORDER BY time DESC LIMIT 1) AS before ON true
       LEFT JOIN LATERAL (SELECT ms, value FROM stored WHERE name = tag AND ms >= "timeMs" - 0.0005 AND status = 0
         ORDER BY time LIMIT 1) AS after ON true)
     SELECT format('%s had %s at %s', tag, value, to_timestamp("timeMs" / 1000)) AS what FROM read
     WHERE abs(value - (before_value + (after_value - before_value)
       * CASE WHEN after_ms > before_ms THEN ("timeMs" - before_ms) / (after_ms - before_ms) ELSE 0 END)) <= $2 IS NOT TRUE`,
    [JSON.stringify(acknowledged), deviation + 1e-6],
  );
}

/** Rules of comparison for each tag of a plant. */
export function checkedTags(
  { protocol, name: _name, ...source }: SourceDefinition,
  firstTag: number,
): CheckedTag[] {
  const names =
    'topics' in source
      ? source.topics.flatMap(({ tags }) => tags.map(({ name }) => name))
      : source.tags.map(({ name }) => name);
  let number = firstTag;
  return names.map((name) => {
    // A topic has two numbers, whether it uses them or not.
    const isUnstamped = name.includes('unstamped');
    const tag = {
      name,
      number,
      isWave: name.endsWith('/wave'),
      mostAgeMs: protocol === 'modbus' || isUnstamped ? 700 : 300,
    };
    number += isUnstamped ? 2 : 1;
    return tag;
  });
}
