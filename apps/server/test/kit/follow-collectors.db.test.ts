import type { LatestSample } from '@varve/contract';
import { connect } from '@varve/db';
import type { Historian } from '@varve/historian';
import { StatusCode } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Collector } from '../../src/kit/collector.ts';
import { startSilentProxy } from '../../../../test/silent-proxy.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { twoHalves, writeLevel } from '../support/two-halves.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
  await database.query("SELECT internal.found_tenant('acme'), internal.found_tenant('globex')");
});
afterAll(async () => database?.[Symbol.asyncDispose]());

/** Losses of the database that halves were told of. */
const failures: string[] = [];
const onFailed = (reason: string): void => void failures.push(reason);
afterEach(() => failures.splice(0));

const { collect, follow } = twoHalves(() => database, onFailed);

const snapshotsOf = ({ historian }: { readonly historian: Historian }) =>
  database.query<{ value: number }>(
    'SELECT value FROM timeseries.snapshots WHERE spool_id = $1 AND value IS NOT NULL',
    [historian.spoolId],
  );

const latestOf = (collector: Collector, tagId: number) => (): LatestSample | undefined =>
  collector.tags().some(({ id }) => id === tagId) ? collector.latest([tagId])[0] : undefined;

test('a server elsewhere shows tags, values, texts and health of a collector', async () => {
  await using collecting = await collect('pump');
  await using serving = await follow();
  const { historian, level, recipe } = collecting;
  const timeMs = await writeLevel(historian, 4.25);
  await historian.writeTexts([
    { tag: historian.tags[1]!.position, timeUs: timeMs * 1_000, value: 'Ketchup', status: 0 },
  ]);
  await expect
    .poll(latestOf(serving, level))
    .toEqual({ tagId: level, timeMs, value: 4.25, status: 0 });
  await expect
    .poll(latestOf(serving, recipe))
    .toEqual({ tagId: recipe, timeMs, value: null, text: 'Ketchup', status: 0 });
  expect(serving.tags().find(({ id }) => id === level)).toEqual({
    id: level,
    name: 'pump/level',
    description: '',
    unit: 'm',
    dataType: 'analog',
    states: [],
    interpolation: 'linear',
    rangeLow: null,
    rangeHigh: null,
    source: 'pump',
  });
  await expect
    .poll(() => serving.health())
    .toMatchObject({
      collectors: [{ state: 'working' }],
      sources: [{ name: 'pump', state: 'connected' }],
    });
});

test('a follower is given its selection at first, then what changes', async () => {
  await using collecting = await collect('valve');
  await using serving = await follow();
  const { historian, level } = collecting;
  await writeLevel(historian, 1);
  await expect.poll(() => latestOf(serving, level)()?.value).toBe(1);
  const ending = new AbortController();
  const values: (number | null)[] = [];
  const following = (async () => {
    for await (const samples of serving.follow([level], ending.signal))
      values.push(...samples.map(({ value }) => value));
  })();
  await expect.poll(() => values).toEqual([1]);
  await writeLevel(historian, 2);
  await expect.poll(() => values).toEqual([1, 2]);
  ending.abort();
  await following;
});

test('a tag that nobody knows is refused at once', async () => {
  await using serving = await follow();
  expect(() => serving.latest([2_000_000_000])).toThrow('there is no tag 2000000000');
  expect(() => serving.follow([2_000_000_000], new AbortController().signal)).toThrow(
    expect.objectContaining({ code: 'TAG_UNKNOWN' }),
  );
});

test('a server sees nothing of the collectors of another tenant', async () => {
  await using collecting = await collect('secret', 'globex');
  await using own = await follow('globex');
  await using foreign = await follow('acme');
  await writeLevel(collecting.historian, 42);
  await expect.poll(() => latestOf(own, collecting.level)()?.value).toBe(42);
  expect(foreign.tags().map(({ name }) => name)).not.toContain('secret/level');
  expect(() => foreign.latest([collecting.level])).toThrow('there is no tag');
  expect(foreign.health().sources.map(({ name }) => name)).not.toContain('secret');
});

test('a collector that stops takes its values with it, and one that comes again brings them', async () => {
  await using serving = await follow();
  const first = await collect('boiler');
  await writeLevel(first.historian, 7);
  await expect.poll(() => latestOf(serving, first.level)()?.value).toBe(7);
  await first[Symbol.asyncDispose]();
  await expect
    .poll(latestOf(serving, first.level))
    .toMatchObject({ value: null, status: StatusCode.badNoCommunication });
  await expect
    .poll(() => serving.health().sources.find(({ name }) => name === 'boiler'))
    .toMatchObject({
      state: 'disconnected',
      stateReason: expect.stringMatching(/its collector on .* was stopped at/) as string,
    });
  await using second = await collect('boiler');
  await writeLevel(second.historian, 8);
  await expect.poll(() => latestOf(serving, second.level)()?.value).toBe(8);
});

test('a collector that falls silent is silent by the clock of the database, and its tags are Bad from then on', async () => {
  await using collecting = await collect('crane');
  await using serving = await follow();
  await writeLevel(collecting.historian, 3);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(3);
  // What a machine that vanished leaves: it did not stop, and tells nothing any more.
  await collecting.published[Symbol.asyncDispose]();
  await database.query(
    `UPDATE timeseries.collectors SET stopped_at = NULL, heard_at = now() - interval '11 s' WHERE spool_id = $1`,
    [collecting.historian.spoolId],
  );
  const [{ heardAtMs }] = (await database.query<{ heardAtMs: number }>(
    'SELECT (extract(epoch FROM heard_at) * 1000)::float8 AS "heardAtMs" FROM timeseries.collectors WHERE spool_id = $1',
    [collecting.historian.spoolId],
  )) as [{ heardAtMs: number }];
  await expect
    .poll(() => serving.health().collectors)
    .toContainEqual(expect.objectContaining({ state: 'silent', heardAtMs }));
  const shown = latestOf(serving, collecting.level)()!;
  expect(shown).toMatchObject({ value: null, status: StatusCode.badNoCommunication });
  expect(shown.timeMs).toBeGreaterThanOrEqual(heardAtMs);
});

test('what the database lost of live values is told anew, though it has not changed', async () => {
  await using collecting = await collect('fan');
  await using serving = await follow();
  await writeLevel(collecting.historian, 5);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(5);
  const [before] = await snapshotsOf(collecting);
  expect(before).toMatchObject({ value: 5 });
  // A crash of the database empties unlogged tables.
  await database.query('TRUNCATE timeseries.snapshots, timeseries.collectors');
  await expect.poll(() => snapshotsOf(collecting)).toMatchObject([{ value: 5 }]);
  expect(failures).toEqual(['the database has lost what this collector told']);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(5);
});

test('connections that break are opened again, by both halves', async () => {
  await using collecting = await collect('belt');
  await using serving = await follow();
  await writeLevel(collecting.historian, 5);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(5);
  await database.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('varve publish', 'varve follow') AND datname = current_database()",
  );
  await writeLevel(collecting.historian, 6);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(6);
});

test('a text that PostgreSQL takes no character of is told with others in their place', async () => {
  await using collecting = await collect('printer');
  await using serving = await follow();
  const { historian, recipe } = collecting;
  await historian.writeTexts([
    {
      tag: historian.tags[1]!.position,
      timeUs: Date.now() * 1_000,
      value: 'a\0b\ud800',
      status: StatusCode.good,
    },
  ]);
  await expect.poll(() => latestOf(serving, recipe)()?.text).toBe('a\ufffdb\ufffd');
});

test('a server that comes after a gap without one sees no value from before the gap', async () => {
  await using collecting = await collect('tap');
  await writeLevel(collecting.historian, 1);
  {
    await using serving = await follow();
    await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(1);
  }
  await expect.poll(() => snapshotsOf(collecting)).toEqual([]);
  await writeLevel(collecting.historian, 2);
  await using serving = await follow();
  expect(latestOf(serving, collecting.level)()?.value).not.toBe(1);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(2);
});

test('neither half waits long for a database that is silent when it stops', async () => {
  const url = new URL(database.connectionString);
  await using proxy = await startSilentProxy(Number(url.port));
  url.port = String(proxy.port);
  url.hostname = '127.0.0.1';
  const collecting = await collect('mute', 'acme', url.href);
  const serving = await follow('acme', url.href);
  await writeLevel(collecting.historian, 1);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(1);
  proxy.fallSilent();
  const startedAt = performance.now();
  await Promise.all([collecting.published[Symbol.asyncDispose](), serving[Symbol.asyncDispose]()]);
  expect(performance.now() - startedAt).toBeLessThan(28_000);
  await collecting[Symbol.asyncDispose]();
});

test('collectors tell no values while nobody follows', async () => {
  await using collecting = await collect('lamp');
  await writeLevel(collecting.historian, 1);
  const client = await connect(database.connectionString, 'test');
  const heard = async () => {
    const { rows } = await client.query<{ revision: string }>(
      'SELECT revision FROM timeseries.collectors WHERE spool_id = $1',
      [collecting.historian.spoolId],
    );
    return Number(rows[0]?.revision ?? 0);
  };
  await expect.poll(heard).toBeGreaterThan(1);
  expect(await snapshotsOf(collecting)).toEqual([]);
  await client.end();
});
