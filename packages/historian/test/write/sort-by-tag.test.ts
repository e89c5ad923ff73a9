import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTagSorter, sortTailByTime, type SampleRuns } from '../../src/write/sort-by-tag.ts';
import { batchOf, samplesOf, type Sample } from '../support/samples.ts';

const TAGS = 7;

const anySamples: fc.Arbitrary<Sample[]> = fc.array(
  fc.record({
    tag: fc.nat(TAGS - 1),
    time: fc.nat(20),
    value: fc.double(),
    status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  }),
  { maxLength: 50 },
);

function runsOf({ samples, tags, starts, runCount }: SampleRuns): [number, Sample[]][] {
  const all = samplesOf(samples);
  return Array.from({ length: runCount }, (_, run) => [
    tags[run]!,
    all.slice(starts[run], starts[run + 1]),
  ]);
}

describe('a tag sorter', () => {
  test('groups samples by tag and keeps their order, as a stable sort does', () => {
    const sort = createTagSorter(TAGS);
    fc.assert(
      fc.property(anySamples, (samples) => {
        const byTag = Map.groupBy(
          samples.toSorted((one, other) => one.tag - other.tag),
          ({ tag }) => tag,
        );
        expect(runsOf(sort(batchOf(samples)))).toEqual([...byTag]);
      }),
    );
  });

  test('knows of an empty batch that it is empty, after a full one too', () => {
    const sort = createTagSorter(TAGS);
    sort(batchOf([{ tag: 3, time: 1, value: 1, status: 0 }]));
    expect(runsOf(sort(batchOf([])))).toEqual([]);
  });
});

describe('sortTailByTime', () => {
  test('sorts the tail by time, keeps the order of equal times, and leaves the head alone', () => {
    fc.assert(
      fc.property(anySamples, fc.nat(50), (samples, cut) => {
        const from = Math.min(cut, samples.length);
        // One tag, as its caller has it.
        const ofOneTag = samples.map((sample) => ({ ...sample, tag: 0 }));
        const batch = batchOf(ofOneTag);
        sortTailByTime(batch, from);
        const tail = ofOneTag.slice(from).toSorted((one, other) => one.time - other.time);
        expect(samplesOf(batch)).toEqual([...ofOneTag.slice(0, from), ...tail]);
      }),
    );
  });
});
