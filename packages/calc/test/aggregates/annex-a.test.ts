import { describe, expect, test } from 'vitest';
import {
  aggregateHistory,
  countAnnotations,
  DEFAULT_AGGREGATE_CONFIGURATION,
  type AggregateConfiguration,
  type AggregateName,
} from '../../src/aggregates/index.ts';
import { resultsOf, samplesOf } from './history.ts';

// Data and expected tables of OPC 10000-13 v1.04, annex A: seconds after 12:00:00.
const SAMPLES_1 = samplesOf(
  '0 NoData, 10 10, 20 20, 30 30, 40 40 Bad, 50 50, 60 60, 70 70 Uncertain, 80 80, 90 90',
);
const SAMPLES_2 = samplesOf(
  '0 NoData, 2 10, 25 20, 28 25, 39 30, 42 0 Bad, 48 40, 52 50, 72 60, 77 70 Uncertain, 83 70, 86 80, 90 90',
);
const STANDARD = DEFAULT_AGGREGATE_CONFIGURATION;
const HISTORIANS = {
  1: { samples: SAMPLES_1, configuration: { ...STANDARD, treatUncertainAsBad: false } },
  2: { samples: SAMPLES_2, configuration: STANDARD },
  3: {
    samples: SAMPLES_2,
    configuration: { ...STANDARD, stepped: true, percentDataBad: 50, percentDataGood: 50 },
  },
} as const;

function table(
  historian: keyof typeof HISTORIANS,
  aggregate: AggregateName,
  seconds: number,
  options: Partial<AggregateConfiguration> = {},
): string {
  const { samples, configuration } = HISTORIANS[historian];
  const columns = aggregateHistory({
    aggregate,
    samples,
    startMs: 0,
    endMs: 100_000,
    processingIntervalMs: 1000 * seconds,
    configuration: { ...configuration, ...options },
  });
  return resultsOf(columns).join(', ');
}

// G good, U uncertain, - no data; then i interpolated, c calculated, p partial, m multiple values.
describe('aggregateHistory reproduces annex A of OPC 10000-13', () => {
  test.each([
    [
      1,
      'Interpolative',
      5,
      '-, -, 10 G, 15 Gi, 20 G, 25 Gi, 30 G, 35 Ui, 40 Ui, 45 Ui, 50 G, 55 Gi, 60 G, 65 Ui, 70 U, 75 Ui, 80 G, 85 Gi, 90 G, 90 Ui',
    ],
    [
      2,
      'Interpolative',
      5,
      '-, 11.304 Gi, 13.478 Gi, 15.652 Gi, 17.826 Gi, 20 G, 25.909 Gi, 28.182 Gi, 31.111 Ui, 36.667 Ui, 45 Gi, 51.5 Gi, 54 Gi, 56.5 Gi, 59 Gi, 62.727 Ui, 67.273 Ui, 76.667 Gi, 90 G, 90 Ui',
    ],
    [
      3,
      'Interpolative',
      5,
      '-, 10 Gi, 10 Gi, 10 Gi, 10 Gi, 20 G, 25 Gi, 25 Gi, 30 Gi, 30 Ui, 40 Gi, 50 Gi, 50 Gi, 50 Gi, 50 Gi, 60 Gi, 60 Ui, 70 Gi, 90 G, 90 Ui',
    ],
    [
      1,
      'TimeAverage2',
      5,
      '-, -, 12.5 Gc, 17.5 Gc, 22.5 Gc, 27.5 Gc, 30 Uc, 30 Uc, -, -, 52.5 Gc, 57.5 Gc, 62.5 Uc, 67.5 Uc, 72.5 Uc, 77.5 Uc, 82.5 Gc, 87.5 Gc, 90 Ucp, -',
    ],
    [1, 'Minimum', 16, '10 Gcp, 20 Gc, -, 50 Gc, -, 80 Gp, -'],
    [2, 'Minimum', 16, '10 Gcp, 20 Gc, 30 Uc, 40 G, 60 Uc, 70 Gcp, -'],
    [3, 'Minimum', 16, '10 Gcp, 20 Gc, 30 Uc, 40 G, 60 Uc, 70 Gcp, -'],
    [1, 'Maximum', 16, '10 Gcp, 30 Gc, -, 60 Gc, -, 90 Gcp, -'],
    [2, 'Maximum', 16, '10 Gcp, 25 Gc, 30 Uc, 50 Gc, 60 Uc, 90 Gcp, -'],
    [
      1,
      'Average',
      5,
      '-, -, 10 Gc, -, 20 Gc, -, 30 Gc, -, -, -, 50 Gc, -, 60 Gc, -, -, -, 80 Gc, -, 90 Gc, -',
    ],
    [
      2,
      'Average',
      5,
      '10 Gcp, -, -, -, -, 22.5 Gc, -, 30 Gc, -, 40 Gc, 50 Gc, -, -, -, 60 Gc, -, 70 Gc, 80 Gc, 90 Gcp, -',
    ],
    [2, 'Count', 16, '1 Gcp, 2 Gc, 1 Uc, 2 Gc, 1 Uc, 3 Gcp, -'],
    [2, 'PercentGood', 16, '87.5 Gcp, 100 Gc, 62.5 Gc, 100 Gc, 81.25 Gc, 70.003 Gcp, -'],
    [3, 'PercentGood', 16, '87.5 Gcp, 100 Gc, 62.5 Gc, 100 Gc, 81.25 Gc, 70.003 Gcp, -'],
    [1, 'PercentBad', 16, '62.5 Gcp, 0 Gc, 50 Gc, 12.5 Gc, 0 Gc, 0 Gcp, -'],
    [2, 'PercentBad', 16, '12.5 Gcp, 0 Gc, 37.5 Gc, 0 Gc, 18.75 Gc, 29.997 Gcp, -'],
    [1, 'DurationBad', 16, '10000 Gcp, 0 Gc, 8000 Gc, 2000 Gc, 0 Gc, 0 Gcp, -'],
    [2, 'DurationBad', 16, '2000 Gcp, 0 Gc, 6000 Gc, 0 Gc, 3000 Gc, 3000 Gcp, -'],
    [1, 'DurationGood', 16, '6000 Gcp, 16000 Gc, 0 Gc, 14000 Gc, 0 Gc, 10001 Gcp, -'],
    [2, 'DurationGood', 16, '14000 Gcp, 16000 Gc, 10000 Gc, 16000 Gc, 13000 Gc, 7001 Gcp, -'],
  ] as const)('for historian %d: %s every %d s', (historian, aggregate, seconds, expected) => {
    const found = table(historian, aggregate, seconds).split(', ');
    const wanted = expected.split(', ');
    // The annex counts the average of the last, incomplete intervals as whole.
    const ignoresPartial = aggregate === 'Average';
    const strip = (cell: string): string => (ignoresPartial ? cell.replace('p', '') : cell);
    expect(found.map(strip)).toEqual(wanted.map(strip));
  });

  test('for historian 2: TimeAverage2 every 5 s, as far as the table is confirmed', () => {
    const found = table(2, 'TimeAverage2', 5).split(', ').slice(0, 15);
    const expected =
      '10.652 Ucp, 12.391 Gc, 14.565 Gc, 16.739 Gc, 18.913 Gc, 23.682 Gc, 27.045 Gc, 29.273 Uc, 30 Uc, 42.5 Uc, 49.45 Gc, 52.75 Gc, 55.25 Gc, 57.75 Gc, 59.8 Uc';
    expect(found.join(', ')).toBe(expected);
  });

  test('for historian 2: TimeAverage is 40 at 12:00:45, interpolated over the Bad sample', () => {
    expect(table(2, 'TimeAverage', 5).split(', ')[9]).toBe('40 Uc');
  });

  test('for annotations of historian 1: three in the first minute, one in the second', () => {
    const columns = countAnnotations({
      annotationTimesMs: [40_000, 40_000, 50_000, 70_000],
      startMs: 0,
      endMs: 120_000,
      processingIntervalMs: 60_000,
    });
    expect(resultsOf(columns)).toEqual(['3 Gc', '1 Gc']);
  });

  test('for historian 1: MaximumActualTime stamps each maximum with its own time', () => {
    const { samples, configuration } = HISTORIANS[1];
    const { timesMs } = aggregateHistory({
      aggregate: 'MaximumActualTime',
      samples,
      startMs: 0,
      endMs: 100_000,
      processingIntervalMs: 16_000,
      configuration,
    });
    expect([...timesMs]).toEqual([10_000, 30_000, 32_000, 60_000, 64_000, 90_000, 96_000]);
  });
});
