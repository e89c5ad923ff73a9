import { createSampleBatch, StatusCode, type TagDefinition } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFilterConfig } from '../../src/filter/filter-config.ts';
import { filterSamples } from '../../src/filter/filter-samples.ts';
import { flushTag, type Filters } from '../../src/filter/tag-filter.ts';
import { createFilterState } from '../../src/filter/filter-state.ts';
import { ReferenceFilter, type ReferenceConfig } from '../support/reference-filter.ts';
import { batchOf, samplesOf, type Sample } from '../support/samples.ts';

const SECOND = 1e6;
const NOON = 1_790_000_000 * SECOND;
// One of three tags, so that a filter that mixes up tags is noticed.
const TAG = 1;

type Filter = NonNullable<TagDefinition['filter']>;

function filtersOf(filter: Filter, interpolation: 'linear' | 'step' = 'linear'): Filters {
  const tags = ['a', 'b', 'c'].map((name) => ({ name, filter, interpolation }));
  return { config: createFilterConfig(tags), state: createFilterState(tags.length) };
}

/** Filters samples in one piece or, cut at the given places, in many. */
function stored(
  filters: Filters,
  samples: readonly Sample[],
  cuts: readonly number[] = [],
): Sample[] {
  const input = batchOf(samples);
  const output = createSampleBatch(0);
  const edges = [0, ...cuts.map((cut) => cut % (samples.length + 1)), samples.length];
  const rising = edges.toSorted((one, other) => one - other);
  for (const [piece, to] of rising.slice(1).entries()) {
    filterSamples({ ...filters, tag: TAG, output }, input, rising[piece]!, to);
  }
  return samplesOf(output);
}

function flushed(filters: Filters): Sample[] {
  const output = createSampleBatch(0);
  flushTag({ ...filters, tag: TAG, output });
  return samplesOf(output);
}

function sampleAt(second: number, value: number, status: number = StatusCode.good): Sample {
  return { tag: TAG, time: NOON + second * SECOND, value, status };
}

/** `12 12.1` is a value a second; `!` in front of it makes it Bad. */
function samplesFrom(text: string): Sample[] {
  return text.split(' ').map((word, second) => {
    const isBad = word.startsWith('!');
    return sampleAt(
      second,
      Number(word.replace('!', '')),
      isBad ? StatusCode.bad : StatusCode.good,
    );
  });
}

/** Values with the second that each was sampled in: `0:12 3:12.1`. */
function shown(samples: readonly Sample[]): string {
  return samples
    .map(({ time, value, status }) => `${(time - NOON) / SECOND}:${status < 0 ? '!' : ''}${value}`)
    .join(' ');
}

describe('the exception test', () => {
  test.each([
    {
      title: 'lets a value in the band wait',
      excDev: 1,
      values: '10 10.5 11 9 10',
      expected: '0:10',
    },
    {
      title: 'stores a value outside the band with the one before it',
      excDev: 1,
      values: '10 10.5 11 11.5 12',
      expected: '0:10 2:11 3:11.5',
    },
    {
      title: 'stores a value outside the band alone when none waits before it',
      excDev: 1,
      values: '10 12 14',
      expected: '0:10 1:12 2:14',
    },
    {
      title: 'with a band of 0 stores every change',
      excDev: 0,
      values: '5 5 5 6 6',
      expected: '0:5 2:5 3:6',
    },
    {
      title: 'stores what waits before a change of status, and the sample itself',
      excDev: 1,
      values: '10 10.5 !10.4 !10.3 10',
      expected: '0:10 1:10.5 2:!10.4 3:!10.3 4:10',
    },
    {
      title: 'stores the beginning and the end of values that are no numbers',
      excDev: 1,
      values: '10 10.5 NaN NaN NaN 10',
      expected: '0:10 1:10.5 2:NaN 4:NaN 5:10',
    },
    {
      title: 'stores the beginning and the end of infinity',
      excDev: 1,
      values: '10 Infinity Infinity 10 -Infinity',
      expected: '0:10 1:Infinity 2:Infinity 3:10 4:-Infinity',
    },
  ])('$title', ({ excDev, values, expected }) => {
    expect(shown(stored(filtersOf({ excDev }), samplesFrom(values)))).toBe(expected);
  });

  test('stores a value at least every excMax', () => {
    const samples = samplesFrom('1 1 1 1 1 1 1 1');
    expect(shown(stored(filtersOf({ excDev: 1, excMax: 3 }), samples))).toBe('0:1 3:1 6:1');
  });

  test('stores no value sooner than excMin', () => {
    const samples = samplesFrom('1 9 1 9 1 9 1');
    expect(shown(stored(filtersOf({ excDev: 1, excMin: 3 }), samples))).toBe('0:1 2:1 3:9 5:9 6:1');
  });

  test('takes a percentage of the range for the deviation', () => {
    const tag = {
      name: 'a',
      range: { low: 100, high: 300 },
      filter: { excDev: 9, excDevPercent: 1 },
    };
    expect(createFilterConfig([tag]).excDev[0]).toBe(2);
  });

  test('stores a step as it was, without the value before it', () => {
    const filters = filtersOf({ excDev: 1 }, 'step');
    expect(shown(stored(filters, samplesFrom('10 10.5 12')))).toBe('0:10 2:12');
  });
});

describe('the compression test', () => {
  test.each([
    {
      title: 'stores nothing of a straight line but its start',
      values: '0 1 2 3 4 5',
      expected: '0:0',
    },
    { title: 'stores where a line bends', values: '0 1 2 3 2 1 0', expected: '0:0 3:3' },
    {
      title: 'lets a value at the edge of the door wait',
      values: '0 0.5 0 0.5 0',
      expected: '0:0',
    },
    { title: 'stores a peak', values: '0 0 0 9 0 0 0', expected: '0:0 2:0 3:9 4:0' },
    {
      title: 'begins again after a change of status',
      values: '0 1 2 !3 !4 !5 6',
      expected: '0:0 2:2 3:!3 5:!5 6:6',
    },
    {
      title: 'begins again after what is no number',
      values: '0 1 NaN 1 2 3 9 9 9',
      expected: '0:0 1:1 2:NaN 3:1 5:3 6:9',
    },
  ])('$title', ({ values, expected }) => {
    expect(shown(stored(filtersOf({ compDev: 0.5 }), samplesFrom(values)))).toBe(expected);
  });

  test('stores a value at least every compMax', () => {
    const filters = filtersOf({ compDev: 1, compMax: 3 });
    expect(shown(stored(filters, samplesFrom('0 1 2 3 4 5 6 7')))).toBe('0:0 2:2 4:4 6:6');
  });

  test('does not store values closer than compMin', () => {
    const filters = filtersOf({ compDev: 1, compMin: 4 });
    expect(shown(stored(filters, samplesFrom('0 9 0 9 0 9 0 9 0')))).toBe('0:0 4:0');
  });

  test('does not touch tags that are read as steps', () => {
    const filters = filtersOf({ compDev: 100 }, 'step');
    expect(stored(filters, samplesFrom('0 1 2'))).toHaveLength(3);
  });
});

describe('whatever the filter', () => {
  test('what is late is stored, and the tests do not see it', () => {
    const filters = filtersOf({ excDev: 1, compDev: 1 });
    const late = sampleAt(2, 99);
    const samples = [sampleAt(0, 1), sampleAt(5, 1), late, late, sampleAt(6, 1)];
    expect(stored(filters, samples)).toEqual([samples[0], late, late]);
  });

  test('an exact repetition of the newest is stored once', () => {
    const newest = sampleAt(1, 2);
    const samples = [sampleAt(0, 1), newest, newest, newest];
    expect(stored(filtersOf({}), samples)).toEqual([samples[0], newest]);
    expect(stored(filtersOf({}), [newest, { ...newest, value: 3 }, newest])).toHaveLength(2);
  });

  test('tells 0 from -0 in a repetition', () => {
    expect(stored(filtersOf({}), [sampleAt(0, 0), sampleAt(0, -0)])).toHaveLength(2);
  });
});

const anyFilter = fc.record(
  {
    excDev: fc.constantFrom(0, 1, 3),
    excMin: fc.constantFrom(0, 2),
    excMax: fc.constantFrom(4, 600),
    compDev: fc.constantFrom(0, 1, 4),
    compMin: fc.constantFrom(0, 3),
    compMax: fc.constantFrom(7, 28_800),
  },
  { requiredKeys: [] },
);

const anyStep = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 3 * SECOND }) },
  { weight: 4, arbitrary: fc.constant(SECOND) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -SECOND, -3_600 * SECOND, 3_600 * SECOND) },
);
const anyValue = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -8, max: 8 }) },
  { weight: 4, arbitrary: fc.double({ min: -8, max: 8, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 1e300, -1e300) },
);
const anyStatus = fc.oneof(
  { weight: 9, arbitrary: fc.constant<number>(StatusCode.good) },
  { weight: 1, arbitrary: fc.constantFrom(StatusCode.bad, StatusCode.uncertain) },
);

/** Anything that a device may send. */
const anySamples: fc.Arbitrary<Sample[]> = fc
  .array(fc.tuple(anyStep, anyValue, anyStatus), { maxLength: 60 })
  .map((steps) => {
    let time = NOON;
    return steps.map(([step, value, status]) => ({
      tag: TAG,
      time: (time += step),
      value,
      status,
    }));
  });

/** Numbers only, Good, in rising order of time: what lines are drawn through. */
const anyLine: fc.Arbitrary<Sample[]> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.integer({ min: 1, max: 5 * SECOND }), fc.constant(SECOND)),
      fc.oneof(
        fc.integer({ min: -8, max: 8 }),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: -8, max: 8, noNaN: true }),
      ),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((steps) => {
    let time = NOON;
    return steps.map(([step, value]) => ({
      tag: TAG,
      time: (time += step),
      value,
      status: StatusCode.good,
    }));
  });

function referenceConfig(filter: Filter, isStep: boolean): ReferenceConfig {
  return {
    excDev: filter.excDev,
    excMin: (filter.excMin ?? 0) * SECOND,
    excMax: (filter.excMax ?? 600) * SECOND,
    compDev: filter.compDev,
    compMin: (filter.compMin ?? 0) * SECOND,
    compMax: (filter.compMax ?? 28_800) * SECOND,
    isStep,
  };
}

/** The line through stored samples, at a time. */
function lineAt(line: readonly Sample[], time: number): number {
  const next = line.findIndex((sample) => sample.time >= time);
  const right = line[next]!;
  if (right.time === time) return right.value;
  const left = line[next - 1]!;
  const share = (time - left.time) / (right.time - left.time);
  return left.value + share * (right.value - left.value);
}

/** Largest distance of samples from the line through what was stored of them. */
function largestError(samples: readonly Sample[], line: readonly Sample[]): number {
  return Math.max(...samples.map(({ time, value }) => Math.abs(value - lineAt(line, time))));
}

// Rounding error of sums of values up to 1e6, in float64.
const ROUNDING = 1e-8;

/** The first sample, the late ones but for exact repetitions of the newest, and both sides of every change of status. */
function unfiltered(samples: readonly Sample[]): Sample[] {
  let newest: Sample | undefined;
  return samples.flatMap((sample) => {
    const before = newest;
    if (before !== undefined && sample.time <= before.time) {
      const isRepetition =
        sample.time === before.time &&
        Object.is(sample.value, before.value) &&
        sample.status === before.status;
      return isRepetition ? [] : [sample];
    }
    newest = sample;
    if (before === undefined) return [sample];
    return before.status === sample.status ? [] : [before, sample];
  });
}

describe('for any samples and any filter', () => {
  test('what is stored is what the slow, obvious filter stores, however the samples are cut', () => {
    fc.assert(
      fc.property(
        anyFilter,
        fc.boolean(),
        anySamples,
        fc.array(fc.nat(60), { maxLength: 5 }),
        (filter, isStep, samples, cuts) => {
          const filters = filtersOf(filter, isStep ? 'step' : 'linear');
          const reference = new ReferenceFilter(referenceConfig(filter, isStep));
          for (const sample of samples) reference.take(sample);
          expect(stored(filters, samples, cuts)).toEqual(reference.stored);
          const before = reference.stored.length;
          reference.flush();
          expect(flushed(filters)).toEqual(reference.stored.slice(before));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('every stored sample came, and none is stored more often than it came', () => {
    fc.assert(
      fc.property(anyFilter, fc.boolean(), anySamples, (filter, isStep, samples) => {
        const filters = filtersOf(filter, isStep ? 'step' : 'linear');
        const left = samples.slice();
        for (const sample of [...stored(filters, samples), ...flushed(filters)]) {
          const place = left.findIndex(
            ({ time, value, status }) =>
              time === sample.time && Object.is(value, sample.value) && status === sample.status,
          );
          expect(place).not.toBe(-1);
          left.splice(place, 1);
        }
      }),
    );
  });

  test('the first, the late and both sides of every change of status are stored', () => {
    fc.assert(
      fc.property(anyFilter, fc.boolean(), anySamples, (filter, isStep, samples) => {
        const filters = filtersOf(filter, isStep ? 'step' : 'linear');
        const output = [...stored(filters, samples), ...flushed(filters)];
        for (const sample of unfiltered(samples)) expect(output).toContainEqual(sample);
      }),
    );
  });

  test('the newest is stored by a flush, and a second flush stores nothing', () => {
    fc.assert(
      fc.property(anyFilter, fc.boolean(), anySamples, (filter, isStep, samples) => {
        fc.pre(samples.length > 0);
        const filters = filtersOf(filter, isStep ? 'step' : 'linear');
        const output = [...stored(filters, samples), ...flushed(filters)];
        const newest = Math.max(...samples.map(({ time }) => time));
        expect(output.map(({ time }) => time)).toContain(newest);
        expect(flushed(filters)).toEqual([]);
      }),
    );
  });

  test('other tags are left alone', () => {
    fc.assert(
      fc.property(anyFilter, anySamples, (filter, samples) => {
        const { config, state } = filtersOf(filter);
        stored({ config, state }, samples);
        expect([state.phase[0], state.phase[2]]).toEqual([0, 0]);
      }),
    );
  });
});

describe('for any line', () => {
  test('every value lies within compDev of the line through what is stored', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(0, 0.5, 1, 4, 1e5), (samples, compDev) => {
        const filters = filtersOf({ compDev });
        const line = [...stored(filters, samples), ...flushed(filters)];
        expect(largestError(samples, line)).toBeLessThanOrEqual(compDev + ROUNDING);
      }),
      { numRuns: 1_000 },
    );
  });

  test('with an exception test before it, within compDev and twice excDev', () => {
    fc.assert(
      fc.property(
        anyLine,
        fc.constantFrom(0, 0.5, 2, 1e5),
        fc.constantFrom(0, 0.5, 2, 1e5),
        (samples, excDev, compDev) => {
          const filters = filtersOf({ excDev, compDev });
          const line = [...stored(filters, samples), ...flushed(filters)];
          expect(largestError(samples, line)).toBeLessThanOrEqual(compDev + 2 * excDev + ROUNDING);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('read as steps, every value lies within excDev of the last one that is stored', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(0, 0.5, 2, 1e5), (samples, excDev) => {
        const filters = filtersOf({ excDev }, 'step');
        const output = [...stored(filters, samples), ...flushed(filters)];
        for (const { time, value } of samples) {
          const held = output.findLast((sample) => sample.time <= time)!;
          expect(Math.abs(value - held.value)).toBeLessThanOrEqual(excDev);
        }
      }),
    );
  });

  test('no two stored values are further apart than the longest pause and excMax', () => {
    fc.assert(
      fc.property(anyLine, fc.constantFrom(1, 5, 20), (samples, excMax) => {
        const filters = filtersOf({ excDev: 1e9, excMax });
        const output = [...stored(filters, samples), ...flushed(filters)];
        const longest = longestPause(samples);
        expect(longestPause(output)).toBeLessThanOrEqual(excMax * SECOND + longest);
      }),
    );
  });
});

function longestPause(samples: readonly Sample[]): number {
  return Math.max(0, ...samples.slice(1).map(({ time }, at) => time - samples[at]!.time));
}
