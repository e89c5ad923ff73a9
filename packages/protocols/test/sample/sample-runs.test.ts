import { createSampleBatch, sortByTime } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { samplesOf, type Sample } from '../support/samples.ts';

const anySamples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({
    tag: fc.constant(0),
    time: fc.nat(20),
    value: fc.double(),
    status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  }),
  { maxLength: 50 },
);

function batchOf(samples: readonly Sample[]) {
  const batch = createSampleBatch(samples.length);
  batch.length = samples.length;
  for (const [at, sample] of samples.entries()) {
    for (const name of ['tag', 'time', 'value', 'status'] as const) batch[name][at] = sample[name];
  }
  return batch;
}

describe('sortByTime', () => {
  test('sorts a range by time, keeps the order of equal times, and leaves the others alone', () => {
    fc.assert(
      fc.property(anySamples, fc.nat(50), fc.nat(50), (samples, one, other) => {
        const from = Math.min(one, other, samples.length);
        const to = Math.min(Math.max(one, other), samples.length);
        const batch = batchOf(samples);
        sortByTime(batch, from, to);
        const range = samples.slice(from, to).toSorted((early, late) => early.time - late.time);
        expect(samplesOf(batch)).toEqual([
          ...samples.slice(0, from),
          ...range,
          ...samples.slice(to),
        ]);
      }),
    );
  });
});
