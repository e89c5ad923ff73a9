import type { LatestSample } from '@varve/contract';
import { connect } from '@varve/db';
import { createHistorian, type Historian } from '@varve/historian';
import { appendSample, createSampleBatch, StatusCode } from '@varve/protocols';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Collector } from '../../src/kit/collector.ts';
import { followCollectors } from '../../src/kit/follow-collectors.ts';
import { publishCollector } from '../../src/kit/publish-collector.ts';
import { openTenantDatabase } from '../../src/kit/tenant-database.ts';
import { historianCollector } from '../../src/main/historian-collector.ts';
import { startTestDatabase, type TestDatabase } from '../support/test-database.ts';

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

/** A collector of a tenant with a number and a text, that tells of itself. */
async function collect(name: string, tenant = 'acme') {
  await using started = new AsyncDisposableStack();
  const historian = started.use(
    await createHistorian({
      database: database.connectionString,
      tenant,
      directory: `${database.directory}/${name}`,
      sources: [
        {
          name,
          protocol: 'program',
          tags: [
            { name: `${name}/level`, unit: 'm' },
            { name: `${name}/recipe`, dataType: 'text' },
          ],
        },
      ],
    }),
  );
  const published = publishCollector({
    collector: historianCollector(historian),
    spoolId: historian.spoolId,
    database: database.connectionString,
    tenant,
    onFailed,
  });
  started.use(published);
  const running = started.move();
  const [level, recipe] = historian.tags;
  return {
    historian,
    published,
    level: level!.id,
    recipe: recipe!.id,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function follow(tenant = 'acme') {
  const opened = await openTenantDatabase(database.connectionString, tenant);
  const collector = await followCollectors({
    database: database.connectionString,
    tenant: opened,
    onFailed,
  });
  return {
    ...collector,
    async [Symbol.asyncDispose]() {
      await collector[Symbol.asyncDispose]();
      await opened[Symbol.asyncDispose]();
    },
  };
}

async function write(historian: Historian, value: number, timeUs = Date.now() * 1_000) {
  const batch = createSampleBatch(1);
  appendSample(batch, historian.tags[0]!.position, timeUs, value, StatusCode.good);
  await historian.write(batch);
  return timeUs / 1_000;
}

const latestOf = (collector: Collector, tagId: number) => (): LatestSample | undefined =>
  collector.tags().some(({ id }) => id === tagId) ? collector.latest([tagId])[0] : undefined;

test('a server elsewhere shows tags, values, texts and health of a collector', async () => {
  await using collecting = await collect('pump');
  await using serving = await follow();
  const { historian, level, recipe } = collecting;
  const timeMs = await write(historian, 4.25);
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
  const health = serving.health();
  expect(health.collectors).toMatchObject([{ state: 'working' }]);
  expect(health.sources).toMatchObject([{ name: 'pump', state: 'connected' }]);
});

test('a follower is given its selection at first, then what changes', async () => {
  await using collecting = await collect('valve');
  await using serving = await follow();
  const { historian, level } = collecting;
  await write(historian, 1);
  await expect.poll(() => latestOf(serving, level)()?.value).toBe(1);
  const ending = new AbortController();
  const values: (number | null)[] = [];
  const following = (async () => {
    for await (const samples of serving.follow([level], ending.signal))
      values.push(...samples.map(({ value }) => value));
  })();
  await expect.poll(() => values).toEqual([1]);
  await write(historian, 2);
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
  await write(collecting.historian, 42);
  await expect.poll(() => latestOf(own, collecting.level)()?.value).toBe(42);
  expect(foreign.tags().map(({ name }) => name)).not.toContain('secret/level');
  expect(() => foreign.latest([collecting.level])).toThrow('there is no tag');
  expect(foreign.health().sources.map(({ name }) => name)).not.toContain('secret');
});

test('a collector that stops takes its values with it, and one that comes again brings them', async () => {
  await using serving = await follow();
  const first = await collect('boiler');
  await write(first.historian, 7);
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
  await write(second.historian, 8);
  await expect.poll(() => latestOf(serving, second.level)()?.value).toBe(8);
});

test('a collector that falls silent is silent by the clock of the database, and its tags are Bad from then on', async () => {
  await using collecting = await collect('crane');
  await using serving = await follow();
  await write(collecting.historian, 3);
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

test('what the database lost of live values is told anew', async () => {
  await using collecting = await collect('fan');
  await using serving = await follow();
  await write(collecting.historian, 5);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(5);
  // A crash of the database empties unlogged tables and breaks every connection.
  await database.query('TRUNCATE timeseries.snapshots, timeseries.collectors');
  await database.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name IN ('varve publish', 'varve follow') AND datname = current_database()",
  );
  await write(collecting.historian, 6);
  await expect.poll(() => latestOf(serving, collecting.level)()?.value).toBe(6);
  expect(failures).not.toHaveLength(0);
});

test('collectors tell no values while nobody follows', async () => {
  await using collecting = await collect('lamp');
  await write(collecting.historian, 1);
  const client = await connect(database.connectionString, 'test');
  const heard = async () => {
    const { rows } = await client.query<{ revision: string }>(
      'SELECT revision FROM timeseries.collectors WHERE spool_id = $1',
      [collecting.historian.spoolId],
    );
    return Number(rows[0]?.revision ?? 0);
  };
  await expect.poll(heard).toBeGreaterThan(1);
  const { rows } = await client.query('SELECT FROM timeseries.snapshots WHERE spool_id = $1', [
    collecting.historian.spoolId,
  ]);
  expect(rows).toHaveLength(0);
  await client.end();
});
