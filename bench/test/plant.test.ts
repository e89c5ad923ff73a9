import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INFLUXDB } from '../src/peer/influxdb.ts';
import { copiesOf, countChanged, densityRows } from '../src/peer/measure-density.ts';
import type { PeerKind } from '../src/peer/peer-kind.ts';
import { decimalsOf, sampleCountOf, spanOf, type SampleSet } from '../src/peer/sample-set.ts';
import { VICTORIA_METRICS } from '../src/peer/victoria-metrics.ts';
import { ownKinds } from '../src/plant/own-kinds.ts';
import { plantDays } from '../src/plant/time-days.ts';
import { PLANT_KINDS } from '../src/plant/plant-kinds.ts';
import { readSignals } from '../src/plant/read-signals.ts';

const SHIPPED = new Map(
  await Promise.all(PLANT_KINDS.map(async (kind) => [kind.name, await readSignals(kind)] as const)),
);

describe('the files of bench plant', () => {
  test('have the signals that the tables are about', () => {
    const sizes = [...SHIPPED].map(([name, set]) => [name, set.tags.length, sampleCountOf(set)]);
    expect(sizes).toEqual([
      ['steel', 6, 6 * 5 * 672],
      ['wells1s', 19, 28_227],
      ['wells5s', 10, 13_856],
      ['wells10s', 7, 8_757],
      ['rig', 17, 17 * 3_604],
      ['dryer', 10, 92_200],
      ['temperature', 1, 6_048],
    ]);
  });

  test.each([...SHIPPED.keys()])('%s is in order of time, in whole milliseconds', (name) => {
    for (const { times } of SHIPPED.get(name)!.tags) {
      expect(times.every((time, at) => at === 0 || time > times[at - 1]!)).toBe(true);
      expect(times.every((time) => Number.isInteger(time / 1_000))).toBe(true);
    }
  });

  test('the last quarter of a day at the steel plant ends at midnight', () => {
    const { times } = SHIPPED.get('steel')!.tags[0]!;
    expect(new Date(times[0]! / 1_000).toISOString()).toBe('2018-01-01T00:15:00.000Z');
    expect(new Date(times[95]! / 1_000).toISOString()).toBe('2018-01-02T00:00:00.000Z');
  });

  test.each([...SHIPPED.keys()])('%s is written as decimals that are read back whole', (name) => {
    const set = SHIPPED.get(name)!;
    const decimalOf = decimalsOf(set);
    for (const { values } of set.tags) {
      const read = values.map((value) => Number(decimalOf(value)));
      expect(set.isSingle ? read.map(Math.fround) : read).toEqual(values);
    }
  });

  test('float32 is written as short as it can be', () => {
    const decimalOf = decimalsOf({ isSingle: true });
    expect([56.8, 0.1, 17_734_130, -0.001_5].map((value) => decimalOf(Math.fround(value)))).toEqual(
      ['56.8', '0.1', '17734130', '-0.0015'],
    );
  });
});

describe('bench plant --data', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-plant-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('says what it looked for where there is nothing to read', async () => {
    await writeFile(join(folder, 'other.csv'), 'depth,value\n1,2\n');
    await expect(ownKinds(folder)).rejects.toThrow(/no CSV file whose first column .* 3W data set/);
  });

  test('makes a kind of each file with a column of time', async () => {
    await writeFile(
      join(folder, 'pump.csv.gz'),
      gzipSync(
        'Timestamp,flow,state\n2026-01-01 00:00:00,1.5,on\n2026-01-01 01:00:01+01:00,,off\n2026-01-01T00:00:00Z,9,\n2026-01-01 00:00:02,2.5,\n',
      ),
    );
    const [kind, ...others] = await ownKinds(folder);
    expect(others).toEqual([]);
    expect(kind).toMatchObject({ name: 'pump', isInMean: false });
    const startUs = Date.UTC(2026, 0, 1) * 1_000;
    expect(await readSignals(kind!)).toEqual({
      isSingle: false,
      tags: [
        {
          times: Float64Array.of(startUs, startUs + 2e6),
          values: Float64Array.of(1.5, 2.5),
        },
      ],
    });
  });

  test('refuses files without a sample', async () => {
    await writeFile(join(folder, 'pump.csv'), 'time,flow\nyesterday,1\n');
    const kind = (await ownKinds(folder)).find(({ files }) => files[0]!.href.endsWith('.csv'))!;
    await expect(readSignals(kind)).rejects.toThrow('no number with a time');
  });
});

const SMALL: SampleSet = {
  isSingle: true,
  tags: [
    { times: Float64Array.of(1e6, 2e6), values: Float64Array.of(Math.fround(0.1), 2) },
    { times: Float64Array.of(3e6), values: Float64Array.of(3) },
  ],
};

describe('what stores are compared by', () => {
  test('copies are tags of their own', () => {
    const copies = copiesOf(SMALL, 3);
    expect(sampleCountOf(copies)).toBe(9);
    expect(copies.tags[2]).toBe(SMALL.tags[0]);
    expect(spanOf(copies)).toEqual({ firstUs: 1e6, lastUs: 3e6 });
  });

  test('a value that is another one is counted, and a lost sample an error', async () => {
    const readOf = (tags: SampleSet['tags']) => ({
      read: ({ tag }: { readonly tag: number }) => Promise.resolve(tags[tag - 1]!),
    });
    expect(await countChanged(SMALL, readOf(SMALL.tags))).toBe(0);
    const first = { times: SMALL.tags[0]!.times, values: Float64Array.of(0.1, 2.000_001) };
    expect(await countChanged(SMALL, readOf([first, SMALL.tags[1]!]))).toBe(1);
    const late = { times: Float64Array.of(3e6 + 1), values: Float64Array.of(3) };
    await expect(countChanged(SMALL, readOf([SMALL.tags[0]!, late]))).rejects.toThrow('tag 2');
  });

  test('rows give bytes and how often they go into those of Varve', () => {
    const goals = { 'ratio.influxdb.bytes': { atMost: 0.4 } };
    expect(densityRows('', new Map([['influxdb', 4]]), 2, goals)).toMatchObject([
      { name: 'influxdb.bytesPerSample', median: 4 },
      { name: 'ratio.influxdb.bytes', median: 0.5, met: false },
    ]);
  });

  test('two days at 1 Hz go through all signals, each tag from another one on', () => {
    const days = plantDays(SHIPPED.get('wells1s')!);
    const [first, second] = days.tags;
    expect(first!.times).toHaveLength(172_800);
    expect(first!.times.at(-1)! - first!.times[0]!).toBe(172_799e6);
    const { values } = SHIPPED.get('wells1s')!.tags[0]!;
    expect(first!.values.subarray(0, values.length)).toEqual(values);
    expect(second!.values.subarray(0, 10_000)).toEqual(
      first!.values.subarray(values.length, values.length + 10_000),
    );
  });
});

describe('a peer has merged its files', () => {
  const isMerged = (kind: PeerKind, paths: readonly string[]): boolean =>
    kind.isMerged(paths.map((path) => ({ path, bytes: 1 })));

  test('VictoriaMetrics with one part a month', () => {
    const part = (month: string, name: string): string =>
      `data/data/small/${month}/${name}/values.bin`;
    expect(isMerged(VICTORIA_METRICS, ['data/data/flock.lock'])).toBe(false);
    expect(isMerged(VICTORIA_METRICS, [part('2014_08', '9_1_a'), part('2014_09', '9_1_b')])).toBe(
      true,
    );
    expect(isMerged(VICTORIA_METRICS, [part('2014_08', '9_1_a'), part('2014_08', '9_1_b')])).toBe(
      false,
    );
    expect(isMerged(VICTORIA_METRICS, [part('2014_08', '9_1_a'), part('2014_08', 'tmp')])).toBe(
      false,
    );
  });

  test('InfluxDB with an empty log and one generation a shard', () => {
    const shard = 'data/bench/autogen/1';
    const merged = [
      `${shard}/000000003-000000002.tsm`,
      'data/bench/autogen/2/000000001-000000001.tsm',
    ];
    expect(isMerged(INFLUXDB, merged)).toBe(true);
    expect(isMerged(INFLUXDB, [...merged, `${shard}/000000004-000000001.tsm`])).toBe(false);
    expect(isMerged(INFLUXDB, [...merged, `${shard}/000000003-000000003.tsm.tmp`])).toBe(false);
    expect(isMerged(INFLUXDB, [...merged, 'wal/bench/autogen/1/_00002.wal'])).toBe(false);
  });
});
