import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGGREGATE_NAMES,
  aggregateHistory,
  aggregateIntervals,
  countAnnotations,
  DEFAULT_AGGREGATE_CONFIGURATION,
  HistoryStatus,
  type AggregateConfiguration,
  type AggregateName,
  type HistorySamples,
} from '../../src/aggregates/index.ts';
import { resultsOf, samplesOf } from './history.ts';

const LENIENT: AggregateConfiguration = {
  ...DEFAULT_AGGREGATE_CONFIGURATION,
  treatUncertainAsBad: false,
};

interface Question {
  readonly samples: HistorySamples;
  readonly from: number;
  readonly to: number;
  readonly every: number;
  readonly configuration?: AggregateConfiguration;
}

function ask(aggregate: AggregateName, question: Question): string[] {
  const { samples, from, to, every, configuration = LENIENT } = question;
  return resultsOf(
    aggregateHistory({
      aggregate,
      samples,
      startMs: from * 1000,
      endMs: to * 1000,
      processingIntervalMs: every * 1000,
      configuration,
    }),
  );
}

// The cases of the OPC Foundation's .NET server, AggregateCttRegressionTests.
describe('aggregateHistory agrees with the .NET server', () => {
  const saw = samplesOf(
    [
      ...Array.from({ length: 10 }, (_, i) => [`${10 * i} ${i + 10}`, `${10 * i + 5} ${i}`]).flat(),
      '100 20',
    ].join(', '),
  );
  const forward = { samples: saw, from: 0, to: 100, every: 10 };
  const reverse = { samples: saw, from: 100, to: 0, every: 10 };

  test('on ten intervals of a saw-tooth', () => {
    const tens = (value: (i: number) => string): string[] =>
      Array.from({ length: 10 }, (_, i) => value(i));
    expect(ask('Minimum', forward)).toEqual(tens((i) => `${i} Gc`));
    expect(ask('Maximum', forward)).toEqual(tens((i) => `${i + 10} G`));
    expect(ask('Range', forward)).toEqual(tens(() => '10 Gc'));
    expect(ask('TimeAverage', forward)).toEqual(tens((i) => `${i + 5.25} Gc`));
  });

  test('on the same intervals when time runs backwards', () => {
    const tens = (value: (i: number) => string): string[] =>
      Array.from({ length: 10 }, (_, i) => value(9 - i));
    expect(ask('Minimum', reverse)).toEqual(tens((i) => `${i} Gc`));
    expect(ask('Maximum', reverse)).toEqual(tens((i) => `${i + 11} G`));
    expect(ask('Range', reverse)).toEqual(tens(() => '11 Gc'));
    expect(ask('TimeAverage', reverse)).toEqual(tens((i) => `${i + 5.25} Gc`));
  });

  test('on one interval as long as the range', () => {
    const whole = { ...forward, every: 0 };
    expect(ask('Minimum', whole)).toEqual(['0 Gc']);
    expect(ask('Maximum', whole)).toEqual(['19 Gc']);
    expect(ask('TimeAverage', whole)).toEqual(['9.75 Gc']);
  });

  const ramp = samplesOf('0 0, 5 5, 10 10');
  test.each([
    ['Start', 0, 10, '0 G', 0],
    ['End', 0, 10, '5 G', 5],
    ['StartBound', 0, 10, '0 G', 0],
    ['EndBound', 0, 10, '10 Gc', 0],
    ['Start', 10, 0, '5 G', 5],
    ['End', 10, 0, '10 G', 10],
    ['StartBound', 10, 0, '10 G', 10],
    ['EndBound', 10, 0, '0 Gc', 10],
  ] as const)('on %s from %d to %d s: %s at %d s', (aggregate, from, to, expected, seconds) => {
    const columns = aggregateHistory({
      aggregate,
      samples: ramp,
      startMs: from * 1000,
      endMs: to * 1000,
      processingIntervalMs: 10_000,
      configuration: LENIENT,
    });
    expect(resultsOf(columns)).toEqual([expected]);
    expect(columns.timesMs[0]).toBe(seconds * 1000);
  });

  test.each([
    [false, '50 Gc', '50 Gc'],
    [true, '25 Gc', '75 Gc'],
  ])('on percentages, Uncertain treated as Bad: %s', (treatUncertainAsBad, good, bad) => {
    const samples = samplesOf('0 1, 5 1 Uncertain, 10 1 Bad, 15 1 Bad, 20 1');
    const configuration = { ...LENIENT, treatUncertainAsBad, countUncertainAsGood: true };
    const question = { samples, from: 0, to: 20, every: 20, configuration };
    expect(ask('PercentGood', question)).toEqual([good]);
    expect(ask('PercentBad', question)).toEqual([bad]);
  });

  test.each([
    [0, 20],
    [20, 0],
  ])('on time in a state from %d to %d s', (from, to) => {
    const question = { samples: samplesOf('0 0, 5 1, 10 0, 15 2, 20 0'), from, to, every: 20 };
    expect(ask('DurationInStateZero', question)).toEqual(['10000 Gc']);
    expect(ask('DurationInStateNonZero', question)).toEqual(['10000 Gc']);
  });

  test.each([
    [0, 3],
    [3, 0],
  ])('on transitions from %d to %d s', (from, to) => {
    const question = { samples: samplesOf('0 5, 1 5, 2 6, 3 7'), from, to, every: 3 };
    expect(ask('NumberOfTransitions', question)).toEqual(['2 Gc']);
  });

  test('on transitions with Uncertain samples, which count though they are treated as Bad', () => {
    const text = Array.from(
      { length: 25 },
      (_, i) => `${i} ${i}${i % 10 === 7 ? ' Bad' : i % 10 === 9 ? ' Uncertain' : ''}`,
    );
    const question = { samples: samplesOf(text.join(', ')), from: 0, to: 24, every: 24 };
    const configuration = DEFAULT_AGGREGATE_CONFIGURATION;
    expect(ask('NumberOfTransitions', { ...question, configuration })).toEqual(['22 Uc']);
  });

  test.each(['WorstQuality', 'WorstQuality2'] as const)(
    'on %s that comes more than once',
    (aggregate) => {
      const question = { samples: samplesOf('0 1, 5 2, 10 3'), from: 0, to: 10, every: 10 };
      expect(ask(aggregate, question)).toEqual(['0 Gcm']);
    },
  );

  test('on bounds between samples of a ramp', () => {
    const text = Array.from({ length: 41 }, (_, i) => `${10 * i + 1.234} ${i}`).join(', ');
    const question = { samples: samplesOf(text), from: 50, to: 73.8, every: 23.8 };
    expect(ask('StartBound', question)).toEqual(['4.877 Gi']);
    expect(ask('EndBound', question)).toEqual(['7.257 Gc']);
    expect(ask('DurationGood', question)).toEqual(['23800 Gc']);
  });
});

describe('aggregateHistory', () => {
  const samples = samplesOf('0 4, 10 8, 20 8 Bad, 30 2 Uncertain, 40 6');
  const question = { samples, from: 0, to: 40, every: 40 };

  test('calculates deviations of usable samples, 0 for a single one', () => {
    expect(ask('VarianceSample', question)).toEqual([`${Math.round(28000 / 3) / 1000} Gc`]);
    expect(ask('VariancePopulation', question)).toEqual([`${Math.round(56000 / 9) / 1000} Gc`]);
    expect(ask('StandardDeviationSample', { ...question, to: 10 })).toEqual(['0 Gc']);
  });

  test('is Uncertain where a Bad sample hides the end of a difference', () => {
    expect(ask('Delta', { ...question, to: 20 })).toEqual(['4 Gc']);
    expect(ask('Delta', { ...question, to: 25 })).toEqual(['4 Uc']);
    expect(ask('DeltaBounds', { ...question, to: 10 })).toEqual(['4 Gc']);
    expect(ask('DeltaBounds', { ...question, to: 20 })).toEqual(['-']);
  });

  test('lets bounds be extremes', () => {
    const saw = samplesOf('0 0, 10 10, 20 0');
    expect(ask('Maximum2', { samples: saw, from: 12, to: 20, every: 8 })).toEqual(['8 Gi']);
    expect(ask('Minimum2', { samples: saw, from: 2, to: 12, every: 10 })).toEqual(['2 Gi']);
    expect(ask('Range2', { samples: saw, from: 2, to: 12, every: 10 })).toEqual(['8 Gc']);
  });

  test('stamps a bound that is an extreme one tick before the end', () => {
    const { timesMs } = aggregateHistory({
      aggregate: 'MaximumActualTime2',
      samples: samplesOf('0 0, 10 10'),
      startMs: 0,
      endMs: 5000,
      processingIntervalMs: 5000,
    });
    expect([...timesMs]).toEqual([4999]);
  });

  test('extrapolates along the last slope when configured so', () => {
    const ramp = samplesOf('0 0, 10 5');
    const ahead = { samples: ramp, from: 20, to: 30, every: 10 };
    expect(ask('Interpolative', ahead)).toEqual(['5 Ui']);
    const configuration = { ...LENIENT, useSlopedExtrapolation: true };
    expect(ask('Interpolative', { ...ahead, configuration })).toEqual(['10 Ui']);
  });

  test('is Bad before it is Good where both percentages are met', () => {
    const half = { samples: samplesOf('0 1, 5 1 Bad, 10 1'), from: 0, to: 10, every: 10 };
    const configuration = { ...LENIENT, percentDataBad: 50, percentDataGood: 50 };
    expect(ask('Count', { ...half, configuration })).toEqual(['Bad']);
    expect(ask('Count', half)).toEqual(['1 Uc']);
  });

  test('refuses percentages that contradict each other in every interval', () => {
    const configuration = { ...LENIENT, percentDataBad: 40, percentDataGood: 50 };
    const found = aggregateHistory({
      aggregate: 'Average',
      samples,
      startMs: 0,
      endMs: 20_000,
      processingIntervalMs: 10_000,
      configuration,
    });
    expect([...found.statuses]).toEqual([1, 1].map(() => HistoryStatus.badAggregateInvalidInputs));
    expect(found.issues[0]?.parameter).toBe('percentDataGood');
  });

  test.each(AGGREGATE_NAMES)('has no %s of a history without samples', (aggregate) => {
    const empty = { timesMs: [], values: [], statuses: [] };
    expect(ask(aggregate, { samples: empty, from: 0, to: 10, every: 5 })).toEqual(['-', '-']);
  });

  test('refuses samples out of order', () => {
    const unordered = { timesMs: [2, 1], values: [1, 2], statuses: [0, 0] };
    const found = aggregateHistory({
      aggregate: 'Average',
      samples: unordered,
      startMs: 0,
      endMs: 10,
      processingIntervalMs: 10,
    });
    expect(found.timesMs).toHaveLength(0);
    expect(found.issues[0]?.parameter).toBe('timesMs');
  });

  test('has parts of TimeAverage2 that make up the whole, on Good samples', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 39 }), (numbers, middle) => {
        const history = {
          timesMs: [0, 10, 20, 30, 40],
          values: numbers,
          statuses: [0, 0, 0, 0, 0],
        };
        const total = (startMs: number, endMs: number): number =>
          aggregateHistory({
            aggregate: 'Total2',
            samples: history,
            startMs,
            endMs,
            processingIntervalMs: 0,
          }).values[0]!;
        expect(total(0, middle) + total(middle, 40)).toBeCloseTo(total(0, 40), 9);
      }),
    );
  });
});

describe('aggregateIntervals', () => {
  const edges = (startMs: number, endMs: number, processingIntervalMs: number): number[][] =>
    aggregateIntervals({ startMs, endMs, processingIntervalMs }).map((each) => [
      each.startMs,
      each.endMs,
    ]);

  test('leaves what remains for the last interval', () => {
    expect(edges(0, 100, 40)).toEqual([
      [0, 40],
      [40, 80],
      [80, 100],
    ]);
  });

  test('runs backwards from a start after the end', () => {
    expect(edges(100, 0, 60)).toEqual([
      [100, 40],
      [40, 0],
    ]);
  });

  test('is one interval when none is given, and none when there is no time', () => {
    expect(edges(5, 9, 0)).toEqual([[5, 9]]);
    expect(edges(5, 5, 1)).toEqual([]);
    expect(edges(0, 9, -1)).toEqual([]);
  });
});

describe('an empty range', () => {
  const range = { startMs: 5, endMs: 5, processingIntervalMs: 1 };

  test('has one row with Bad_InvalidArgument, and an issue', () => {
    const samples = samplesOf('1 10');
    for (const found of [
      aggregateHistory({ ...range, aggregate: 'Average', samples }),
      countAnnotations({ ...range, annotationTimesMs: [5] }),
    ]) {
      expect([[...found.timesMs], [...found.values], [...found.statuses]]).toEqual([
        [5],
        [Number.NaN],
        [0x80ab_0000],
      ]);
      expect(found.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'endMs' }]);
    }
  });
});
