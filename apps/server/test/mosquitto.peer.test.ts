import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode, type SourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mosquitto, needs } from '../../../test/requirement.ts';
import { prepareMosquitto, type Mosquitto } from './support/mosquitto.ts';
import { startTestDatabase, type TestDatabase } from './support/test-database.ts';

const MESSAGES = 500;
const TAGS = 6;
const START_MS = Date.UTC(2026, 0, 1);
const STATES = ['Idle', 'Pressing', 'Fault'];

/** A message of every 250 ms, with values that their number gives. */
function messageOf(number: number): string {
  return JSON.stringify({
    time: new Date(START_MS + number * 250).toISOString(),
    oil: { temperature_c: number / 4 },
    force_kn: number % 2 === 0 ? number : null,
    state: STATES[number % STATES.length],
  });
}

const source = (port: number): SourceDefinition => ({
  name: 'presses',
  protocol: 'mqtt',
  url: `mqtt://127.0.0.1:${port}`,
  subscribe: ['presses/#'],
  topics: ['press-1', 'press-2'].map((press) => ({
    topic: `presses/${press}`,
    timestampPath: 'time',
    tags: [
      { name: `${press}/temperature`, path: 'oil.temperature_c' },
      { name: `${press}/force`, path: 'force_kn' },
      { name: `${press}/state`, path: 'state', dataType: 'digital', states: STATES },
    ],
  })),
});

const NOT_JSON = /^presses\/press-2: not JSON: /;

describe('messages through Mosquitto', needs(mosquitto), () => {
  let database: TestDatabase;
  let broker: Mosquitto;
  let historian: Historian;

  beforeAll(async () => {
    broker = await prepareMosquitto();
    database = await startTestDatabase();
    historian = await createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: [source(broker.port)],
      flushIntervalMs: 20,
    });
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await broker?.[Symbol.asyncDispose]();
  });

  const stats = () => historian.stats().sources[0]!;
  /** Rows of a tag by quality, in the order of their names. */
  const countsOf = (tag: string) =>
    database.query<{ quality: string; rows: number }>(
      `SELECT quality, count(*)::int AS rows FROM timeseries.samples_by_name
       WHERE tag = $1 GROUP BY quality ORDER BY quality`,
      [tag],
    );

  test('a broker that is not there yet is a reason, and is found when it comes', async () => {
    await expect.poll(() => stats().lastError?.reason).toContain('ECONNREFUSED');
    expect(stats().state).not.toBe('connected');
    await broker.start();
    await expect.poll(() => stats().state).toBe('connected');
    // Nothing was ever heard of the tags: they are Bad, and say why.
    await expect.poll(() => stats().counters.stored).toBe(TAGS);
    expect(await countsOf('press-1/state')).toEqual([{ quality: 'BAD', rows: 1 }]);
    expect(await database.outagesOf('press-1/state')).toEqual([StatusCode.badNoCommunication]);
  });

  test('every good payload is stored once, at its own time', async () => {
    const numbers = Array.from({ length: MESSAGES }, (_, number) => number);
    const before = stats().counters;
    await broker.publish('presses/press-1', numbers.map(messageOf));
    await expect.poll(() => stats().counters.stored).toBe(before.stored + 3 * MESSAGES);
    const rows = await database.query<{ number: number; value: number; unit: string }>(
      `SELECT ((extract(epoch FROM time) * 1000 - $1) / 250)::int AS number, value
       FROM timeseries.samples_by_name WHERE tag = 'press-1/temperature' AND quality_code = 192 ORDER BY time`,
      [START_MS],
    );
    expect(rows).toEqual(numbers.map((number) => ({ number, value: number / 4 })));
    expect(await countsOf('press-1/state')).toEqual([
      { quality: 'BAD', rows: 1 },
      { quality: 'GOOD', rows: MESSAGES },
    ]);
    // null is an outage of that value alone.
    expect(await countsOf('press-1/force')).toEqual([
      { quality: 'BAD', rows: 1 + MESSAGES / 2 },
      { quality: 'GOOD', rows: MESSAGES / 2 },
    ]);
    expect(stats().counters).toMatchObject({
      rejected: 0,
      filtered: before.filtered,
      received: before.received + 3 * MESSAGES,
    });
  });

  test.each([
    { what: 'a payload cut short', payload: '{"oil": {"temperature_c": 21', reason: NOT_JSON },
    { what: 'no JSON object', payload: '[1, 2]', reason: /expected a JSON object, got \[1,2\]/ },
    { what: 'no text', payload: Uint8Array.of(0xff, 0xfe, 0x7b), reason: NOT_JSON },
    {
      what: 'a time without a zone',
      payload: '{"time": "2026-01-01T00:00:00", "force_kn": 1}',
      reason: /expected a time at time, got "2026-01-01T00:00:00": a time without a zone/,
    },
    {
      what: 'a text for a number',
      payload: '{"oil": {"temperature_c": "hot"}}',
      reason: /expected a number at oil\.temperature_c, got "hot"/,
    },
    {
      what: 'a state that it does not have',
      payload: '{"state": "Sleeping"}',
      reason: /"Sleeping"/,
    },
  ])('$what is counted with the reason, and disturbs nothing else', async ({ payload, reason }) => {
    const before = stats().counters;
    await broker.publish('presses/press-2', [payload, '{"force_kn": 7}']);
    await expect.poll(() => stats().counters.rejected).toBe(before.rejected + 1);
    expect(stats().lastError?.reason).toMatch(reason);
    await expect.poll(() => historian.latest().filter(({ value }) => value === 7)).toHaveLength(1);
    expect(stats().state).toBe('connected');
  });

  test('an unknown topic is counted by its name', async () => {
    const before = stats().counters;
    await broker.publish('presses/press-9', ['{"force_kn": 1}', '{"force_kn": 2}']);
    await expect.poll(() => stats().counters.rejected).toBe(before.rejected + 2);
    expect(stats().lastError?.reason).toBe('unknown topic presses/press-9');
    expect(stats().counters.accepted).toBe(before.accepted);
  });

  test('a broker that goes away is an outage of every tag, which ends when it is back', async () => {
    await broker.stop();
    await expect.poll(() => stats().state).not.toBe('connected');
    const { badNoCommunication } = StatusCode;
    for (const tag of ['press-1/temperature', 'press-2/force', 'press-2/state']) {
      await expect
        .poll(async () => (await database.outagesOf(tag)).at(-1))
        .toBe(badNoCommunication);
    }
    await broker.start();
    await expect.poll(() => stats().state).toBe('connected');
    // The rows of the outage are seen before they are counted.
    await expect.poll(() => historian.stats().spool.blocks).toBe(0);
    const before = stats().counters.stored;
    await broker.publish('presses/press-2', ['{"force_kn": 8}', '{"force_kn": 9}']);
    await expect.poll(() => stats().counters.stored).toBe(before + 2);
    expect((await database.valuesOf('press-2/force')).slice(-3)).toEqual([null, 8, 9]);
  });

  test('the database holds as many rows as were counted', async () => {
    await historian.stop();
    const [rows] = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM timeseries.samples',
    );
    const { received, accepted, filtered, stored, rejected } = stats().counters;
    expect(rows!.count).toBe(stored);
    expect(stored + filtered).toBe(accepted);
    expect(received).toBe(accepted + rejected);
    expect(rejected).toBe(8);
  });
});
