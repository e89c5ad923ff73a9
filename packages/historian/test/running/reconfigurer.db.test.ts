import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createHistorian, type Historian, type LiveSample } from '@varve/historian';
import {
  appendSample,
  createSampleBatch,
  packSampleFrame,
  StatusCode,
  type DriverHost,
  type DriverStarter,
  type FilterDefinition,
  type OpcUaSourceDefinition,
  type ProgramSourceDefinition,
} from '@varve/protocols';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  removeFolder,
  startTestServer,
  temporaryFolder,
  type TestServer,
} from '../support/test-database.ts';

const FIRST_TIME_US = 1_790_000_000_000_000;
const US_PER_SAMPLE = 1_000;
// A device's own pace: frames keep coming all the time, and the database keeps up.
const FEED_INTERVAL_MS = 2;

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer();
  folder = await temporaryFolder();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await removeFolder(folder);
});

/** Drivers that send what a test pushes. */
interface Devices {
  readonly startDriver: DriverStarter;
  /** Names of the sources that are connected. */
  readonly connected: Set<string>;
  /** Sends the next numbers of a tag: the number is the value, and decides the time. */
  push(source: string, tag: number, first: number, last: number): Promise<void>;
}

function createDevices(): Devices {
  const hosts = new Map<string, DriverHost>();
  const connected = new Set<string>();
  return {
    connected,
    startDriver({ name }, _plans, host) {
      hosts.set(name, host);
      connected.add(name);
      host.stateChanged('connected');
      return {
        async stop() {
          connected.delete(name);
        },
      };
    },
    async push(source, tag, first, last) {
      const host = hosts.get(source)!;
      await host.whenReady();
      const samples = Array.from({ length: last - first + 1 }, (_, index) => ({
        tag,
        timeUs: FIRST_TIME_US + (first + index) * US_PER_SAMPLE,
        value: first + index,
        status: StatusCode.good,
      }));
      const receivedUs = samples.at(-1)!.timeUs;
      host.push({
        plan: 0,
        receivedUs,
        status: StatusCode.good,
        payload: packSampleFrame(samples),
      });
    },
  };
}

const opcua = (
  name: string,
  tags: readonly string[],
  filter: FilterDefinition = {},
): OpcUaSourceDefinition => ({
  name,
  protocol: 'opcua',
  endpointUrl: 'opc.tcp://127.0.0.1:4840',
  tags: tags.map((tag) => ({ name: tag, nodeId: `ns=1;s=${tag}`, filter })),
});

const program = (
  name: string,
  tags: readonly string[],
  filter: FilterDefinition = {},
): ProgramSourceDefinition => ({
  name,
  protocol: 'program',
  tags: tags.map((tag) => ({ name: tag, filter })),
});

function start(
  name: string,
  devices: Devices,
  sources: readonly (OpcUaSourceDefinition | ProgramSourceDefinition)[],
): Promise<Historian> {
  return createHistorian({
    database: server.connectionString,
    tenant: name,
    directory: join(folder, name),
    sources,
    flushIntervalMs: 20,
    startDriver: devices.startDriver,
  });
}

/** Good values of a tag in order of time. */
async function storedValues(tenant: string, tag: string): Promise<number[]> {
  const rows = await server.query<{ value: number }>(
    `SELECT value FROM timeseries.samples JOIN timeseries.tags t ON t.id = tag_id
     JOIN tenants ON tenants.id = t.tenant_id WHERE tenants.name = $1 AND t.name = $2 AND status = 0
     ORDER BY time, value`,
    [tenant, tag],
  );
  return rows.map(({ value }) => value);
}

async function write(
  historian: Historian,
  tag: string,
  samples: readonly (readonly [second: number, value: number])[],
): Promise<void> {
  const { position } = historian.tags.find(({ definition }) => definition.name === tag)!;
  const batch = createSampleBatch(samples.length);
  for (const [second, value] of samples) {
    appendSample(batch, position, FIRST_TIME_US + second * 1e6, value, StatusCode.good);
  }
  await historian.write(batch);
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const positions = ({ tags }: Historian): Record<string, number> =>
  Object.fromEntries(tags.map(({ definition, position }) => [definition.name, position]));

describe('sources that come and go', () => {
  test('cost the others no sample, and store none twice', async () => {
    const devices = createDevices();
    const historian = await start('others', devices, [
      opcua('steady', ['steady/a', 'steady/b']),
      opcua('changing', ['changing/a']),
      opcua('quiet', ['quiet/a']),
    ]);
    let isChanging = true;
    let next = 0;
    const feed = async (): Promise<void> => {
      while (isChanging) {
        await devices.push('steady', 0, next, next + 9);
        await devices.push('steady', 1, next, next + 9);
        next += 10;
        await delay(FEED_INTERVAL_MS);
      }
    };
    const fed = feed();
    let pushedByChanging = 0;
    for (let round = 0; round < 2; round++) {
      await devices.push('changing', 0, pushedByChanging, pushedByChanging + 4);
      pushedByChanging += 5;
      await historian.addSource(opcua(`added-${round}`, [`added-${round}/a`]));
      await devices.push(`added-${round}`, 0, 0, 99);
      const more = numbers(round + 1).map((index) => `changing/more-${index}`);
      await historian.updateSource(opcua('changing', ['changing/a', ...more]));
      await historian.removeSource(`added-${round}`);
    }
    isChanging = false;
    await fed;
    await historian.stop();
    expect(next).toBeGreaterThan(100);
    expect(await storedValues('others', 'steady/a')).toEqual(numbers(next));
    expect(await storedValues('others', 'steady/b')).toEqual(numbers(next));
    expect(await storedValues('others', 'changing/a')).toEqual(numbers(pushedByChanging));
    for (const round of numbers(2)) {
      expect(await storedValues('others', `added-${round}/a`)).toEqual(numbers(100));
    }
  });

  test('take new positions; those of other tags, and of one that comes again, stay', async () => {
    await using historian = await start('positions', createDevices(), [
      program('one', ['one/a', 'one/b']),
      program('two', ['two/a']),
    ]);
    const before = historian.tags;
    const added = await historian.addSource(program('three', ['three/a']));
    expect(added).toMatchObject([
      { position: 3, source: 'three', definition: { name: 'three/a' } },
    ]);
    await historian.removeSource('one');
    expect(positions(historian)).toEqual({ 'two/a': 2, 'three/a': 3 });
    await historian.updateSource(program('two', ['two/b', 'two/a']));
    expect(positions(historian)).toEqual({ 'two/a': 2, 'three/a': 3, 'two/b': 4 });
    await historian.addSource(program('one', ['one/b', 'one/a']));
    expect(positions(historian)).toEqual({
      'one/a': 0,
      'one/b': 1,
      'two/a': 2,
      'three/a': 3,
      'two/b': 4,
    });
    expect(historian.tags).toEqual(expect.arrayContaining([...before]));
    // Each tag still takes its own samples.
    for (const { definition, position } of historian.tags) {
      await write(historian, definition.name, [[1, 100 + position]]);
    }
    await historian.stop();
    for (const { definition, position } of historian.tags) {
      expect(await storedValues('positions', definition.name)).toEqual([100 + position]);
    }
  });

  test('are followed by subscribers and by latest', async () => {
    await using historian = await start('followed', createDevices(), [
      program('first', ['first/a']),
      program('leaving', ['leaving/a']),
    ]);
    const ended = new AbortController();
    const seen = new Map<number, LiveSample>();
    const following = (async () => {
      for await (const changed of historian.subscribe(undefined, ended.signal)) {
        for (const sample of changed) seen.set(sample.tagId, sample);
      }
    })();
    const [firstTag, leavingTag] = historian.tags;
    await write(historian, 'first/a', [[1, 1]]);
    await write(historian, 'leaving/a', [[1, 1]]);
    await expect.poll(() => seen.get(firstTag!.id)?.value).toBe(1);
    const [added] = await historian.addSource(program('added', ['added/a']));
    await historian.removeSource('leaving');
    expect(historian.latest().map(({ tagId }) => tagId)).toEqual([firstTag!.id]);
    await write(historian, 'first/a', [[2, 2]]);
    await write(historian, 'added/a', [[2, 3]]);
    await expect.poll(() => seen.get(firstTag!.id)?.value).toBe(2);
    await expect.poll(() => seen.get(added!.id)?.value).toBe(3);
    expect(historian.latest([added!.id])).toMatchObject([{ value: 3 }]);
    expect(() => historian.latest([leavingTag!.id])).toThrow(
      expect.objectContaining({ code: 'TAG_UNKNOWN' }),
    );
    ended.abort();
    await following;
  });

  test('leave the filters of other tags as they are, and hold nothing back of their own', async () => {
    await using historian = await start('filtered', createDevices(), [
      program('staying', ['staying/a'], { excDev: 10 }),
      program('leaving', ['leaving/a'], { excDev: 10 }),
    ]);
    const samples = [
      [1, 50],
      [2, 51],
    ] as const;
    await write(historian, 'staying/a', samples);
    await write(historian, 'leaving/a', samples);
    await historian.removeSource('leaving');
    await write(historian, 'staying/a', [
      [3, 52],
      [4, 90],
    ]);
    await historian.stop();
    // 51 is inside the band; 52 comes before the value that leaves it.
    expect(await storedValues('filtered', 'staying/a')).toEqual([50, 52, 90]);
    expect(await storedValues('filtered', 'leaving/a')).toEqual([50, 51]);
  });

  test('begin anew where their filters change', async () => {
    await using historian = await start('refiltered', createDevices(), [program('one', ['one/a'])]);
    await write(historian, 'one/a', [
      [1, 50],
      [2, 51],
    ]);
    await historian.updateSource(program('one', ['one/a'], { excDev: 10 }));
    await write(historian, 'one/a', [
      [3, 0.5],
      [4, 0.6],
      [5, 0.7],
    ]);
    await historian.stop();
    expect(await storedValues('refiltered', 'one/a')).toEqual([50, 51, 0.5, 0.7]);
  });

  test('are connected, disconnected and counted', async () => {
    const devices = createDevices();
    await using historian = await start('counted', devices, [opcua('one', ['one/a'])]);
    await devices.push('one', 0, 0, 9);
    await historian.addSource(opcua('two', ['two/a']));
    expect(devices.connected).toEqual(new Set(['one', 'two']));
    await devices.push('two', 0, 0, 4);
    const stored = () =>
      historian
        .stats()
        .sources.map(({ definition, counters }) => [definition.name, counters.stored]);
    await expect.poll(stored).toEqual([
      ['one', 10],
      ['two', 5],
    ]);
    await historian.removeSource('one');
    expect(devices.connected).toEqual(new Set(['two']));
    expect(stored()).toEqual([['two', 5]]);
    const [row] = await server.query<{ feeds: number }>(
      `SELECT count(source_id)::int AS feeds FROM timeseries.tags JOIN tenants ON tenants.id = tenant_id
       WHERE tenants.name = 'counted'`,
    );
    expect(row!.feeds).toBe(1);
  });
});

describe('a change that cannot be', () => {
  let refusing: Historian;

  beforeAll(async () => {
    refusing = await start('refused', createDevices(), [program('one', ['one/a'])]);
  });
  afterAll(() => refusing.stop());

  test.each([
    { code: 'SOURCE_DUPLICATE', change: (h: Historian) => h.addSource(program('one', ['x'])) },
    { code: 'TAG_DUPLICATE', change: (h: Historian) => h.addSource(program('two', ['one/a'])) },
    { code: 'TAG_DUPLICATE', change: (h: Historian) => h.addSource(program('two', ['x', 'x'])) },
    {
      code: 'FILTER_INVALID',
      change: (h: Historian) => h.addSource(program('two', ['x'], { excDev: -1 })),
    },
    { code: 'SOURCE_UNKNOWN', change: (h: Historian) => h.updateSource(program('two', ['x'])) },
    { code: 'SOURCE_UNKNOWN', change: (h: Historian) => h.removeSource('two') },
  ])('is refused as $code and changes nothing', async ({ code, change }) => {
    const before = refusing.tags;
    await expect(change(refusing)).rejects.toMatchObject({ name: 'HistorianError', code });
    expect(refusing.tags).toEqual(before);
    await write(refusing, 'one/a', [[1, 1]]);
  });

  test('is refused after a stop, as are samples; a second stop is fine', async () => {
    const historian = await start('stopped', createDevices(), [program('one', ['one/a'])]);
    await Promise.all([historian.stop(), historian.stop()]);
    await historian.stop();
    const stopped = { name: 'HistorianError', code: 'STOPPED' };
    await expect(historian.addSource(program('two', ['x']))).rejects.toMatchObject(stopped);
    await expect(write(historian, 'one/a', [[1, 1]])).rejects.toMatchObject(stopped);
  });

  test('leaves samples of a removed tag to nobody', async () => {
    await using historian = await start('removed', createDevices(), [
      program('one', ['one/a']),
      program('two', ['two/a']),
      program('three', ['three/a']),
    ]);
    await historian.removeSource('two');
    const batch = createSampleBatch(1);
    appendSample(batch, 1, FIRST_TIME_US, 1, StatusCode.good);
    await expect(historian.write(batch)).rejects.toMatchObject({
      code: 'SAMPLE_INVALID',
      message: 'sample 0: expected a tag that is there, got 1',
    });
  });
});

test('several historians in one process keep to their own', async () => {
  await using one = await start('several-1', createDevices(), [program('one', ['shared/a'])]);
  await using two = await start('several-2', createDevices(), [program('one', ['shared/a'])]);
  await Promise.all([write(one, 'shared/a', [[1, 1]]), write(two, 'shared/a', [[1, 2]])]);
  expect([...one.latest(), ...two.latest()].map(({ value }) => value)).toEqual([1, 2]);
  await Promise.all([one.stop(), two.stop()]);
  expect(await storedValues('several-1', 'shared/a')).toEqual([1]);
  expect(await storedValues('several-2', 'shared/a')).toEqual([2]);
});
