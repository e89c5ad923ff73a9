import { describe, expect, test } from 'vitest';
import { calcCases, SMOKE_CALC_SIZE } from '../src/calc/calc-cases.ts';
import { runCalc } from '../src/calc/calc-command.ts';
import { createCommitLatency, quantile } from '../src/feed/commit-latency.ts';
import { encodePosts } from '../src/ingest/encode-posts.ts';
import { ingestReport } from '../src/ingest/ingest-report.ts';
import { buildWorkload, turnUs } from '../src/ingest/workload.ts';
import { microCases, SMOKE_SIZE } from '../src/micro/micro-cases.ts';
import { runMicro } from '../src/micro/micro-command.ts';
import { placesOf } from '../src/query/time-rounds.ts';
import { reportRow } from '../src/report.ts';
import { sampleShapes } from '../src/shapes/sample-shapes.ts';
import { lastSixthOverFirst, slopePerMinute } from '../src/soak/trend-line.ts';

describe('bench micro --smoke', () => {
  const cases = microCases(SMOKE_SIZE);
  const checksumOf = (name: string): number =>
    cases.find((microCase) => microCase.name === name)!.checksum();

  test('runs every case, and reports each with a rate', async () => {
    const report = await runMicro(cases, { time: 0, rounds: 1, smoke: true });
    expect(report.rows.map(({ name }) => name)).toEqual(
      cases.flatMap(({ name }) => [`${name}.samplesPerSecond`, `${name}.samplesPerCpuSecond`]),
    );
    for (const { median } of report.rows) expect(median).toBeGreaterThan(0);
  });

  test('decodes the values that were packed', () => {
    const { frames } = buildWorkload({ ...SMOKE_SIZE, startUs: 0 });
    let sum = 0;
    for (const { payload } of frames.flat()) {
      const view = new DataView(payload.buffer);
      for (let at = 2; at < payload.length; at += 4) sum += view.getFloat32(at);
    }
    for (const microCase of cases) microCase.run();
    expect(checksumOf('modbus.decode')).toBeCloseTo(sum, 6);
  });

  test('stores everything without a filter, and less with each', () => {
    for (const microCase of cases) microCase.run();
    expect(checksumOf('filter.off')).toBe(SMOKE_SIZE.rows);
    for (const filter of ['exception', 'swingingDoor', 'both']) {
      expect(checksumOf(`filter.${filter}`)).toBeLessThan(SMOKE_SIZE.rows);
      expect(checksumOf(`filter.${filter}`)).toBeGreaterThanOrEqual(SMOKE_SIZE.tags);
    }
  });

  test('gives the same rows in one go as step by step', () => {
    for (const microCase of cases) microCase.run();
    expect(checksumOf('modbus.decodeFilterEncode')).toBe(checksumOf('encode.rows'));
  });

  test('gives the same checksum in every run', () => {
    for (const microCase of cases) {
      microCase.run();
      const first = microCase.checksum();
      microCase.run();
      expect(microCase.checksum()).toBe(first);
    }
  });
});

describe('bench calc --smoke', () => {
  const cases = calcCases(SMOKE_CALC_SIZE);
  const checksumOf = (name: string): number =>
    cases.find((calcCase) => calcCase.name === name)!.checksum();

  test('runs every case, and reports each with its time', async () => {
    const report = await runCalc(cases, { time: 0, rounds: 1, smoke: true });
    expect(report.rows.map(({ name, unit }) => [name, unit])).toEqual(
      cases.flatMap(({ name }) => [
        [`${name}.clock`, 'ms'],
        [`${name}.cpu`, 'ms'],
      ]),
    );
    for (const { median } of report.rows) expect(median).toBeGreaterThan(0);
  });

  test('measures calculations that have a result', () => {
    for (const calcCase of cases) calcCase.run();
    expect(checksumOf('nodalAnalysis')).toBeGreaterThan(100);
    expect(checksumOf('declineFit')).toBeCloseTo(0.8, 1);
    expect(checksumOf('energyKpis')).toBeGreaterThan(10_000);
  });
});

describe('what bench ingest feeds', () => {
  const size = { rows: 70, tags: 7, startUs: 1_700_000_000_000_000 };

  test('a turn begins a second after the last scan of the one before', () => {
    expect(turnUs(buildWorkload(size))).toBe(10e6);
  });

  test('peers are sent every sample of the frames, as lines and as arrays', () => {
    const lines = encodePosts({ ...size, format: 'line', isShortest: true }).flatMap((body) =>
      body.toString().split('\n'),
    );
    const arrays = encodePosts({ ...size, format: 'json', isShortest: false }).flatMap((body) =>
      body
        .toString()
        .split('\n')
        .map((line) => JSON.parse(line) as ArrayLine),
    );
    const fromArrays = arrays.flatMap(({ metric, values, timestamps }) =>
      values.map((value, at) => `s,tag=${metric.tag} v=${value} ${timestamps[at]}`),
    );
    const whole = lines.map((line) =>
      line.replace(/v=(\S+)/, (_, value) => `v=${Math.fround(value)}`),
    );
    expect(whole).toHaveLength(size.rows);
    expect(fromArrays.toSorted()).toEqual(whole.toSorted());
  });

  test('names follow the storage, and goals the names', () => {
    const round = {
      varve: 12e6,
      ceiling: 15e6,
      plainTable: 4e5,
      naive: 4e4,
      json: 2e6,
      nodeCpu: 40,
      postgresCpu: 50,
      bytesPerSample: 2.5,
      samplesPerSegment: 480,
      peers: new Map([['victoriametrics.json', { rate: 8e6, bytesPerSample: 3 }]]),
    };
    const namesOf = (storage: 'rows' | 'segments') =>
      new Map(
        ingestReport([round], { storage, rows: 1, tags: 1 }).rows.map((row) => [row.name, row]),
      );
    const segments = namesOf('segments');
    expect(segments.get('varve.nodeCpu')).toMatchObject({ unit: 'ns/sample', met: true });
    expect(segments.get('varve.postgresCpu')).toMatchObject({ median: 50, met: false });
    expect(segments.get('ratio.victoriametrics')).toMatchObject({ median: 1.5, met: false });
    expect(segments.get('victoriametrics.json.bytesPerSample')?.median).toBe(3);
    const rows = namesOf('rows');
    expect(rows.get('varve.rowsPerSecond')?.goal).toBeUndefined();
    expect(rows.get('varve.nodeCpu')).toMatchObject({ unit: 'ns/row', median: 40 });
    expect(rows.get('ratio.plainTable')).toMatchObject({ median: 30, met: true });
  });
});

interface ArrayLine {
  readonly metric: { readonly tag: string };
  readonly values: number[];
  readonly timestamps: number[];
}

describe('what other benches ask and store', () => {
  test('places lie within what the table was filled with', () => {
    for (const { tag, fromS } of placesOf({ startS: 1_000, seconds: 100, tags: 3 }, 60)) {
      expect(tag).toBeGreaterThanOrEqual(1);
      expect(tag).toBeLessThanOrEqual(3);
      expect(fromS).toBeGreaterThanOrEqual(1_000);
      expect(fromS).toBeLessThanOrEqual(1_040);
    }
  });

  test('signals are what their names say', () => {
    const valuesOf = (name: string): number[] => {
      const shape = sampleShapes().find((candidate) => candidate.name === name)!;
      return Array.from({ length: 100 }, () => shape.next(0).value);
    };
    for (const value of valuesOf('float32.regular')) expect(Math.fround(value)).toBe(value);
    for (const value of valuesOf('int16.scaled')) {
      expect(Math.round(value * 10) / 10).toBe(value);
      expect(Math.abs(value * 10)).toBeLessThan(32_767);
    }
    expect(new Set(valuesOf('switch'))).toEqual(new Set([0, 1]));
  });
});

describe('what benches reduce their rounds by', () => {
  test('a row has the median, and says whether its goal was met', () => {
    expect(reportRow('a', 's', [3, 1, 10], { atMost: 2 })).toEqual({
      name: 'a',
      unit: 's',
      median: 3,
      min: 1,
      max: 10,
      goal: 2,
      met: false,
    });
  });

  test('a frame is committed when its source has stored as many samples as had come with it', () => {
    const latency = createCommitLatency(2);
    latency.arrived(0, 10, 100);
    latency.arrived(0, 10, 200);
    latency.arrived(1, 10, 300);
    latency.committed(0, 19, 1_000);
    latency.committed(1, 10, 1_000);
    expect(latency.take()).toEqual([700, 900]);
    latency.committed(0, 20, 1_500);
    expect(latency.take()).toEqual([1_300]);
  });

  test('a quantile is a value that was measured', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(quantile([], 0.5)).toBeNaN();
  });

  test('the slope is that of the line', () => {
    const line = [0, 1, 2, 3].map((minutes) => [minutes, 5 + 2 * minutes] as const);
    expect(slopePerMinute(line)).toBeCloseTo(2);
  });

  test('the last sixth is held against the first', () => {
    expect(lastSixthOverFirst([10, 10, 7, 7, 7, 7, 7, 7, 7, 7, 8, 10])).toBeCloseTo(0.9);
  });
});
