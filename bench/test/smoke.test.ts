import { describe, expect, test } from 'vitest';
import { calcCases, SMOKE_CALC_SIZE } from '../src/calc/calc-cases.ts';
import { runCalc } from '../src/calc/calc-command.ts';
import { createCommitLatency, quantile } from '../src/feed/commit-latency.ts';
import { buildWorkload } from '../src/ingest/workload.ts';
import { microCases, SMOKE_SIZE } from '../src/micro/micro-cases.ts';
import { runMicro } from '../src/micro/micro-command.ts';
import { reportRow } from '../src/report.ts';
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
