import { createHistorian, type Historian } from '@varve/historian';
import { StatusCode, type MqttSourceDefinition } from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mosquitto, needs } from '../../../test/requirement.ts';
import { prepareMosquitto, type Mosquitto } from './support/mosquitto.ts';
import { startTestDatabase, type TestDatabase } from './support/test-database.ts';

const OPEN = ['allow_anonymous true'];

describe('a session at Mosquitto', needs(mosquitto), () => {
  let database: TestDatabase;
  let broker: Mosquitto;
  let historian: Historian;

  const sourceOf = (...topics: string[]): MqttSourceDefinition => ({
    name: 'presses',
    protocol: 'mqtt',
    url: `mqtt://127.0.0.1:${broker.port}`,
    topics: topics.map((topic) => ({ topic, tags: [{ name: topic, path: 'v' }] })),
  });
  const start = async (...topics: string[]): Promise<void> => {
    historian = await createHistorian({
      database: database.connectionString,
      directory: database.directory,
      sources: [sourceOf(...topics)],
      flushIntervalMs: 20,
    });
    await untilConnected();
  };
  const stats = () => historian.stats().sources[0]!;
  const untilConnected = () => expect.poll(() => stats().state).toBe('connected');
  const rowsOf = (tag: string) =>
    database.query<{ value: number; status: number }>(
      `SELECT value, status FROM timeseries.samples_by_name
       WHERE tag = $1 AND value IS NOT NULL ORDER BY time`,
      [tag],
    );
  const valuesOf = async (tag: string): Promise<number[]> =>
    (await rowsOf(tag)).map(({ value }) => value);

  beforeAll(async () => {
    broker = await prepareMosquitto();
    database = await startTestDatabase();
    await broker.start(OPEN);
  });
  afterAll(async () => {
    await historian?.stop();
    await database?.[Symbol.asyncDispose]();
    await broker?.[Symbol.asyncDispose]();
  });

  test('is kept while Varve is away, and what came meanwhile is Uncertain, in its order', async () => {
    await start('x', 'y');
    await broker.publish('x', ['{"v":0}']);
    await expect.poll(() => valuesOf('x')).toEqual([0]);
    await historian.stop();
    const kept = Array.from({ length: 300 }, (_, number) => number + 1);
    await broker.publish(
      'x',
      kept.map((v) => JSON.stringify({ v })),
    );
    await start('x', 'y');
    await expect.poll(() => valuesOf('x')).toEqual([0, ...kept]);
    await broker.publish('x', ['{"v":301}']);
    await expect.poll(async () => (await rowsOf('x')).at(-1)).toMatchObject({ value: 301 });
    const statuses = (await rowsOf('x')).map(({ status }) => status);
    expect(statuses).toEqual([
      StatusCode.good,
      ...kept.map(() => StatusCode.uncertain),
      StatusCode.good,
    ]);
  });

  test('gives a retained message once, as an initial value', async () => {
    await broker.publish('y', ['{"v":7}'], ['-r']);
    await expect.poll(() => valuesOf('y')).toEqual([7]);
    for (let times = 0; times < 2; times++) {
      await historian.stop();
      await start('x', 'y');
    }
    await broker.publish('y', ['{"v":8}']);
    await expect.poll(() => valuesOf('y')).toEqual([7, 8]);
    // At the first subscription of another source it is all that is known.
    await historian.addSource({
      ...sourceOf('y'),
      name: 'others',
      topics: [{ topic: 'y', tags: [{ name: 'others/y', path: 'v' }] }],
    });
    await expect
      .poll(() => rowsOf('others/y'))
      .toEqual([{ value: 7, status: StatusCode.uncertainInitialValue }]);
    await historian.removeSource('others');
  });

  test('brings nothing of a topic that the source does not have any more', async () => {
    await historian.updateSource(sourceOf('x'));
    await untilConnected();
    await broker.publish('y', ['{"v":9}', '{"v":10}']);
    await broker.publish('x', ['{"v":400}']);
    await expect.poll(async () => (await valuesOf('x')).at(-1)).toBe(400);
    expect(stats().counters.rejected).toBe(0);
    // And the same where the definition changed while nobody was there.
    await historian.stop();
    await start('x', 'z');
    await historian.stop();
    await start('x');
    await broker.publish('z', ['{"v":1}']);
    await broker.publish('x', ['{"v":401}']);
    await expect.poll(async () => (await valuesOf('x')).at(-1)).toBe(401);
    expect(stats().counters.rejected).toBe(0);
  });

  test('ends with the source: nothing is kept for it', async () => {
    await historian.removeSource('presses');
    await broker.publish(
      'x',
      Array.from({ length: 60 }, (_, number) => JSON.stringify({ v: 1_000 + number })),
    );
    await historian.addSource(sourceOf('x'));
    await untilConnected();
    await broker.publish('x', ['{"v":2000}']);
    await expect.poll(async () => (await valuesOf('x')).at(-1)).toBe(2_000);
    expect((await valuesOf('x')).filter((value) => value >= 1_000)).toEqual([2_000]);
  });

  test('is found again after the broker has refused the client for a while', async () => {
    await broker.stop();
    await broker.start(['allow_anonymous false']);
    await expect.poll(() => stats().lastError?.reason).toContain('does not allow this client');
    await expect
      .poll(async () => (await database.outagesOf('x')).at(-1))
      .toBe(StatusCode.badUserAccessDenied);
    await broker.stop();
    await broker.start(OPEN);
    const startedAt = performance.now();
    await untilConnected();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await broker.publish('x', ['{"v":2001}']);
    await expect
      .poll(async () => (await rowsOf('x')).at(-1))
      .toEqual({ value: 2_001, status: StatusCode.good });
  });
});
