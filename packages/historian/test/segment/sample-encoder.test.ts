import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeParts } from '../../src/segment/decode-parts.ts';
import { createSampleEncoder } from '../../src/segment/sample-encoder.ts';
import { createSampleColumns, reserveSamples } from '../../src/copy/sample-columns.ts';
import { sortSamples } from '../../src/segment/sort-samples.ts';
import { createCatchUp } from '../../src/store/catch-up.ts';
import type { NumberedBlock } from '../../src/spool/block.ts';
import { anyRun, valueKey } from '../support/any-run.ts';
import { columnsOf, samplesIn } from '../support/slow-columns.ts';
import { bitsOfNumber, type SlowSample } from '../support/slow-segment.ts';

type TaggedSample = SlowSample & { readonly tag: number };

const US_PER_WEEK = 604_800_000_000;
/** A week begins. */
const WEEK_US = 1_789_603_200_000_000;
const segments = createSampleEncoder('segments');
const rows = createSampleEncoder('rows');
const inDatabase = Int32Array.of(70, 80, 90);

/** Samples of three tags, in no order, some of them twice. */
const anySamples: fc.Arbitrary<TaggedSample[]> = fc
  .array(fc.tuple(fc.nat(2), anyRun), { maxLength: 6 })
  .map((runs) => runs.flatMap(([tag, run]) => run.map((sample) => ({ ...sample, tag }))))
  .chain((samples) =>
    fc
      .array(fc.nat(), { maxLength: 5 })
      .map((places) =>
        samples.length === 0 ? [] : places.map((place) => samples[place % samples.length]!),
      )
      .map((again) => [...samples, ...again]),
  )
  .chain((samples) =>
    fc.shuffledSubarray(samples, { minLength: samples.length, maxLength: samples.length }),
  );

const keyOf = ({ tag, time, bits, status }: TaggedSample): string =>
  `${tag} ${time} ${bits} ${status}`;
const sorted = (samples: readonly TaggedSample[]) => samples.map(keyOf).toSorted();
const numbered = (block: object, blockNo: number) => ({ ...block, blockNo }) as NumberedBlock;
const steady = (tag: number, count: number, firstUs = WEEK_US): TaggedSample[] =>
  Array.from({ length: count }, (_, at) => ({
    tag,
    time: firstUs + at * 1e6,
    bits: bitsOfNumber(at),
    status: 0,
  }));
/** How many samples each segment has, and how many rows there are. */
function shapeOf(samples: readonly TaggedSample[]) {
  const block = segments.encode(columnsOf(samples), undefined);
  const part = block.parts.find(({ target }) => target.table === 'timeseries.segments');
  const lengths: number[] = [];
  const one = createSampleColumns(0);
  for (let tuple = 0; tuple < (part?.tupleCount ?? 0); tuple++) {
    one.length = decodeParts([
      { ...part!, tuples: nthTuple(part!.tuples, tuple), tupleCount: 1 },
    ]).length;
    lengths.push(one.length);
  }
  const rowPart = block.parts.find(({ target }) => target.table === 'timeseries.sample_rows');
  return { segments: lengths, rows: rowPart?.tupleCount ?? 0 };
}

function nthTuple(tuples: Uint8Array, place: number): Uint8Array {
  const view = new DataView(tuples.buffer, tuples.byteOffset);
  let from = 0;
  let at = 0;
  for (let tuple = 0; tuple <= place; tuple++) {
    from = at;
    at += 2;
    for (let field = 0; field < 23; field++) at += 4 + Math.max(0, view.getInt32(at));
  }
  return tuples.subarray(from, at);
}

describe('samples made into a block', () => {
  test('are all in it, bit by bit, as segments and as rows', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        for (const encoder of [segments, rows]) {
          const block = encoder.encode(sortSamples(columnsOf(samples)), inDatabase);
          expect(block.rowCount).toBe(samples.length);
          const decoded = samplesIn(decodeParts(block.parts));
          expect(sorted(decoded)).toEqual(
            sorted(samples.map((sample) => ({ ...sample, tag: inDatabase[sample.tag]! }))),
          );
          if (samples.length === 0) continue;
          const times = samples.map(({ time }) => time);
          expect([block.firstTimeUs, block.lastTimeUs]).toEqual([
            Math.min(...times),
            Math.max(...times),
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    { name: 'too few', samples: steady(1, 15), shape: { segments: [], rows: 15 } },
    { name: 'just enough', samples: steady(1, 16), shape: { segments: [16], rows: 0 } },
    {
      name: 'more than a segment has',
      samples: steady(1, 20_010),
      shape: { segments: [10_000, 10_000], rows: 10 },
    },
    {
      name: 'over the end of a week',
      samples: steady(1, 50, WEEK_US + US_PER_WEEK - 20e6),
      shape: { segments: [20, 30], rows: 0 },
    },
    {
      name: 'over the end of a week before 1970',
      samples: steady(1, 50, -20e6),
      shape: { segments: [20, 30], rows: 0 },
    },
    {
      name: 'of few before the end of a week',
      samples: steady(1, 50, WEEK_US + US_PER_WEEK - 5e6),
      shape: { segments: [45], rows: 5 },
    },
    {
      name: 'of two tags',
      samples: [...steady(1, 20), ...steady(2, 30)],
      shape: { segments: [20, 30], rows: 0 },
    },
    {
      name: 'with one twice',
      samples: [...steady(1, 20), steady(1, 20)[19]!],
      shape: { segments: [], rows: 21 },
    },
  ])('$name are cut where segments end', ({ samples, shape }) => {
    expect(shapeOf(samples)).toEqual(shape);
    const decoded = samplesIn(decodeParts(segments.encode(columnsOf(samples), undefined).parts));
    expect(sorted(decoded)).toEqual(sorted(samples));
  });

  test('that say nothing of NULL have none where Bad is not a number', () => {
    const nothing = { bits: bitsOfNumber(Number.NaN) };
    const samples = steady(1, 20).map((sample, at) => ({
      ...sample,
      ...(at % 2 === 0 ? nothing : {}),
      status: at % 4 < 2 ? 0 : -5,
    }));
    const { parts } = segments.encode({ ...columnsOf(samples), isNull: undefined }, undefined);
    const expected = samples.map((sample, at) =>
      at % 4 === 2 ? { ...sample, bits: undefined } : sample,
    );
    expect(samplesIn(decodeParts(parts))).toEqual(expected);
  });
});

describe('sortSamples', () => {
  test('puts samples in order of tag and time, and leaves those of one time in their order', () => {
    fc.assert(
      fc.property(anySamples, (samples) => {
        const slow = samples.toSorted((one, other) => one.tag - other.tag || one.time - other.time);
        expect(samplesIn(sortSamples(columnsOf(samples)))).toEqual(slow);
      }),
    );
  });

  test('takes tags however far apart they are', () => {
    const samples = [...steady(2_147_483_647, 2), ...steady(-5, 2), ...steady(7, 1)];
    const slow = samples.toSorted((one, other) => one.tag - other.tag);
    expect(samplesIn(sortSamples(columnsOf(samples)))).toEqual(slow);
  });
});

test('columns that grow keep what is in them', () => {
  fc.assert(
    fc.property(anySamples, fc.nat(100), (samples, more) => {
      const columns = columnsOf(samples);
      reserveSamples(columns, samples.length + more);
      expect(columns.tag.length).toBeGreaterThanOrEqual(samples.length + more);
      expect(samplesIn(columns)).toEqual(samples);
    }),
  );
});

describe('blocks that have waited', () => {
  const anyBlocks = fc.array(fc.tuple(anySamples, fc.constantFrom(segments, rows)), {
    maxLength: 4,
  });

  test('hold the same samples joined, and as rows', () => {
    fc.assert(
      fc.property(anyBlocks, (given) => {
        const blocks = given.map(([samples, encoder], at) =>
          numbered(encoder.encode(sortSamples(columnsOf(samples)), undefined), at),
        );
        const all = sorted(given.flatMap(([samples]) => samples));
        const catchUp = createCatchUp('segments');
        expect(sorted(samplesIn(decodeParts(catchUp.join(blocks))))).toEqual(all);
        const asRows = blocks.flatMap((block) => catchUp.asRows(block));
        expect(sorted(samplesIn(decodeParts(asRows)))).toEqual(all);
        expect(asRows.every(({ target }) => target.table === 'timeseries.sample_rows')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('become segments where each had few rows of a tag, and stay rows where rows are stored', () => {
    const blocks = [0, 1, 2].map((at) =>
      numbered(segments.encode(columnsOf(steady(3, 10, WEEK_US + at * 10e6)), undefined), at),
    );
    expect(
      createCatchUp('segments')
        .join(blocks)
        .map(({ target, tupleCount }) => [target.table, tupleCount]),
    ).toEqual([['timeseries.segments', 1]]);
    expect(createCatchUp('rows').join(blocks)).toEqual(blocks.flatMap(({ parts }) => parts));
    expect(createCatchUp('segments').join(blocks.slice(0, 1))).toEqual(blocks[0]!.parts);
  });
});

test('what SQL takes for one value has one key', () => {
  expect(valueKey(bitsOfNumber(-0))).toBe(valueKey(bitsOfNumber(0)));
  expect(valueKey(0xfff8_0000_0000_0001n)).toBe(valueKey(bitsOfNumber(Number.NaN)));
});
