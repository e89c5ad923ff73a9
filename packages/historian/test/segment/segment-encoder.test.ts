import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSampleColumns } from '../../src/copy/sample-columns.ts';
import { createSegmentDecoder } from '../../src/segment/segment-decoder.ts';
import { createSegmentEncoder } from '../../src/segment/segment-encoder.ts';
import { SEGMENTS_TARGET } from '../../src/segment/segments-target.ts';
import { createTupleWriter, putNull, takeTuples } from '../../src/copy/tuple-writer.ts';
import { anyRun, anyStatuses, runOf } from '../support/any-run.ts';
import { columnsOf, sampleAt } from '../support/slow-columns.ts';
import { bitsOfNumber, packSegment, type SlowSample } from '../support/slow-segment.ts';

const TAG_ID = 1_234_567;
const encodeSegment = createSegmentEncoder();
const decoder = createSegmentDecoder();

/** Encodes samples that lie between others. */
function encode(samples: readonly SlowSample[]): Uint8Array {
  const other = { time: samples[0]!.time, bits: bitsOfNumber(0.1), status: -1 };
  const tuples = createTupleWriter(65_536);
  putNull(tuples);
  const run = { from: 1, to: samples.length + 1, tagId: TAG_ID };
  expect(encodeSegment(tuples, columnsOf([other, ...samples, other]), run)).toBe(true);
  return takeTuples(tuples, (byteCount) => new ArrayBuffer(byteCount)).subarray(4);
}

/** Decodes behind a sample that is there already. */
function decode(tuple: Uint8Array): { samples: SlowSample[]; tags: number[]; end: number } {
  const into = createSampleColumns(1);
  into.length = 1;
  const bytes = new Uint8Array(tuple.length + 9);
  bytes.set(tuple, 3);
  const end = decoder.decode(bytes, 3, into) - 3;
  const places = Array.from({ length: into.length - 1 }, (_, at) => at + 1);
  const samples = places.map((at) => sampleAt(into, at));
  return { samples, tags: places.map((at) => into.tag[at]!), end };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The encoded samples beside the expected ones. */
function keep(samples: readonly SlowSample[]) {
  const tuple = encode(samples);
  const { end, tags, ...decoded } = decode(tuple);
  return { tuple: hex(tuple), isRead: end === tuple.length, tags: [...new Set(tags)], ...decoded };
}
function asSlow(samples: readonly SlowSample[]): ReturnType<typeof keep> {
  const tuple = hex(packSegment(samples, TAG_ID));
  return { tuple, isRead: true, tags: [TAG_ID], samples: [...samples] };
}

const KINDS = ['', 'decimal', 'single decimal', 'single', 'wide decimal', 'double'];

/** Which packed numbers and arrays a tuple has. */
function partsOf(samples: readonly SlowSample[]): string[] {
  const tuple = Buffer.from(encode(samples));
  const found: string[] = [];
  let at = 2;
  for (const column of SEGMENTS_TARGET.columns) {
    const length = tuple.readInt32BE(at);
    at += 4;
    if (length !== -1 && column === 'times') found.push(`times ${KINDS[tuple[at]!]}`);
    if (length !== -1 && column === 'packed') found.push(KINDS[tuple[at]!]!);
    if (length !== -1 && column.startsWith('status_')) found.push(column);
    at += Math.max(0, length);
  }
  return found;
}

const everySecond = (values: readonly (number | undefined)[]) =>
  values.map((value, at) => ({
    time: 1_790_000_000_000_000 + at * 1e6,
    bits: value === undefined ? undefined : bitsOfNumber(value),
    status: 0,
  }));

describe('a segment', () => {
  test('has the bytes of the slow, obvious encoder, and gives every sample back bit by bit', () => {
    fc.assert(
      fc.property(anyRun, (samples) => {
        expect(keep(samples)).toEqual(asSlow(samples));
      }),
      { numRuns: 1_500 },
    );
  });

  test('keeps a change of status at every position', () => {
    for (let at = 0; at < 20; at++) {
      const statuses = Array.from({ length: 20 }, (_, place) => (place === at ? -5 : 0));
      expect(keep(runOf({ values: Array(20).fill(bitsOfNumber(1)), statuses }))).toEqual(
        asSlow(runOf({ values: Array(20).fill(bitsOfNumber(1)), statuses })),
      );
      expect(
        keep(
          runOf({ values: Array(20).fill(bitsOfNumber(1)), statuses: statuses.map((s) => -5 - s) }),
        ),
      ).toEqual(
        asSlow(
          runOf({ values: Array(20).fill(bitsOfNumber(1)), statuses: statuses.map((s) => -5 - s) }),
        ),
      );
    }
  });

  test.each([
    { values: [1, 1, 1], parts: [] },
    { values: [undefined, undefined], parts: [] },
    { values: [NaN, NaN], parts: [] },
    { values: [0, -0], parts: ['single'] },
    {
      values: [1, undefined, 1],
      parts: ['single decimal', 'status_codes', 'status_lengths', 'status_nulls'],
    },
    { values: [0, 32_767, -32_767], parts: ['single decimal'] },
    { values: [0, 4_194_303], parts: ['single decimal'] },
    { values: [0, -4_194_304], parts: ['single'] },
    { values: [0.1, 3_276.7], parts: ['decimal'] },
    { values: [0.1, 214_748_364.7], parts: ['decimal'] },
    { values: [0.1, 214_748_364.8], parts: ['wide decimal'] },
    { values: [0.000_001, 0.032_767], parts: ['decimal'] },
    { values: [0.000_000_1, 0.2], parts: ['double'] },
    { values: [3 * 0.1, 7 * 0.1], parts: ['decimal'] },
    { values: [3 * 0.1, 9_999_999_999 * 0.1], parts: ['wide decimal'] },
    { values: [3 * 0.1, 0.1 + 0.2, 1 / 3], parts: ['double'] },
    { values: [Math.fround(0.1), 1], parts: ['single decimal'] },
    { values: [Math.fround(1 / 3), 1], parts: ['single'] },
    { values: [Infinity, 1], parts: ['single'] },
    { values: [Math.fround(1e-45), 1], parts: ['single'] },
    { values: [5e-324, 1], parts: ['double'] },
    { values: [16_777_217, 1], parts: ['decimal'] },
    { values: [2_147_483_647, 1], parts: ['decimal'] },
    { values: [-2_147_483_647, 1], parts: ['decimal'] },
    { values: [2_147_483_648, 1], parts: ['single'] },
    { values: [2_147_483_649, 1], parts: ['wide decimal'] },
    { values: [Number.MAX_SAFE_INTEGER, 1], parts: ['wide decimal'] },
    { values: [2 ** 53 + 2, 0.1], parts: ['double'] },
    { values: [1e300, -1], parts: ['double'] },
  ])('of values $values has $parts', ({ values, parts }) => {
    expect(keep(everySecond(values))).toEqual(asSlow(everySecond(values)));
    expect(partsOf(everySecond(values))).toEqual(parts);
  });

  test('of a NaN that carries something keeps it', () => {
    for (const bits of [
      0x7ff8_0000_0000_0001n,
      0xfff8_0000_0000_0000n,
      0x7ff0_0000_0000_0001n,
      0xffff_ffff_ffff_ffffn,
    ]) {
      expect(keep(runOf({ values: [bits, bits] }))).toEqual(
        asSlow(runOf({ values: [bits, bits] })),
      );
      expect(keep(runOf({ values: [bits, bitsOfNumber(1), undefined] }))).toEqual(
        asSlow(runOf({ values: [bits, bitsOfNumber(1), undefined] })),
      );
      expect(partsOf(runOf({ values: [bits, bitsOfNumber(1)] }))).toEqual(['double']);
    }
  });

  test.each([
    { name: 'regular', us: [0, 1_000, 2_000], parts: [] },
    { name: 'equal times', us: [0, 0, 0], parts: ['times decimal'] },
    { name: 'a gap', us: [0, 1_000, 2_000, 900_000_000], parts: ['times decimal'] },
    { name: 'the border of 32 bits', us: [0, 0, 2_147_483_647], parts: ['times decimal'] },
    { name: 'a week', us: [0, 1, 604_799_999_999], parts: ['times wide decimal'] },
  ])('with times of $name has $parts', ({ us, parts }) => {
    for (const first of [-2_208_556_800_000_000, 1_789_603_200_000_000]) {
      const samples = us.map((time, at) => ({
        time: first + time,
        bits: bitsOfNumber(7),
        status: at,
      }));
      expect(keep(samples)).toEqual(asSlow(samples));
      expect(partsOf(samples)).toEqual([...parts, 'status_codes', 'status_lengths']);
    }
  });

  test('of times between which doubles hold no microseconds keeps them', () => {
    // In 9000 they hold every 32nd: a line through first and last is off them.
    const samples = Array.from({ length: 4_000 }, (_, at) => ({
      time: 221_845_392_000_000_000 + Math.floor(at * 31_344.4) * 32,
      bits: bitsOfNumber(at),
      status: 0,
    }));
    expect(keep(samples)).toEqual(asSlow(samples));
    expect(partsOf(samples)).toEqual(['times decimal', 'single decimal']);
  });

  test('of 10,000 samples is exact', () => {
    const values = Array.from({ length: 10_000 }, (_, at) => bitsOfNumber(Math.sin(at)));
    expect(
      keep(runOf({ values, statuses: values.map((_, at) => (at % 7 === 0 ? -1 - at : 0)) })),
    ).toEqual(
      asSlow(runOf({ values, statuses: values.map((_, at) => (at % 7 === 0 ? -1 - at : 0)) })),
    );
  });
});

describe('two samples of one time', () => {
  const [one] = everySecond([5]);
  const run = { from: 0, to: 3, tagId: 1 };
  const refuses = (samples: readonly SlowSample[]): boolean => {
    const tuples = createTupleWriter(65_536);
    const isWritten = encodeSegment(tuples, columnsOf(samples), run);
    expect(tuples.length > 0).toBe(isWritten);
    return !isWritten;
  };

  test.each([
    { name: 'the same', other: {}, isSame: true },
    { name: 'another status', other: { status: 1 }, isSame: false },
    { name: 'another value', other: { bits: bitsOfNumber(6) }, isSame: false },
    { name: 'no value', other: { bits: undefined }, isSame: false },
    { name: 'another time', other: { time: one!.time + 1 }, isSame: false },
  ])('of which one has $name: refused $isSame', ({ other, isSame }) => {
    const last = { ...one!, time: one!.time + 10 };
    expect(refuses([one!, { ...one!, ...other }, last])).toBe(isSame);
    expect(refuses([{ ...one!, ...other }, one!, last])).toBe(isSame);
  });

  test.each([
    { name: '0 and -0', one: bitsOfNumber(0), other: bitsOfNumber(-0) },
    { name: 'two NaN', one: bitsOfNumber(NaN), other: 0xfff8_0000_0000_0001n },
    { name: 'two NULLs', one: undefined, other: undefined },
  ])('that are $name are one, as SQL has it', ({ one: bits, other }) => {
    const { time } = one!;
    const between = { time, bits: bitsOfNumber(3), status: 0 };
    expect(refuses([{ time, bits, status: 0 }, between, { time, bits: other, status: 0 }])).toBe(
      true,
    );
  });
});

test('an encoder writes one segment behind another, and each is what it is alone', () => {
  fc.assert(
    fc.property(anyRun, anyRun, anyStatuses(3), (one, other, statuses) => {
      const runs = [one, other, runOf({ values: [1n, 2n, undefined], statuses })];
      const tuples = createTupleWriter(65_536);
      for (const samples of runs) {
        encodeSegment(tuples, columnsOf(samples), { from: 0, to: samples.length, tagId: 3 });
      }
      expect(hex(takeTuples(tuples, (byteCount) => new ArrayBuffer(byteCount)))).toBe(
        runs.map((samples) => hex(packSegment(samples, 3))).join(''),
      );
      expect(tuples.length).toBe(0);
    }),
  );
});
