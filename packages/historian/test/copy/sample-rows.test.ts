import { StatusCode } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTags, encodeSampleRows, SAMPLE_ROWS_TARGET } from '../../src/copy/sample-rows.ts';
import { COPY_FORMAT } from '../../src/copy/copy-format.ts';
import { copyStatement } from '../../src/copy/copy-in.ts';
import { tupleOffsets, tupleTimeUs } from '../../src/copy/tuple-offsets.ts';
import { decodeParts } from '../../src/segment/decode-parts.ts';
import type { BlockPart } from '../../src/spool/block.ts';
import { FIRST_TIME_US, LAST_TIME_US } from '../../src/tags/is-storable-time.ts';
import { batchOf, samplesOf, type Sample } from '../support/samples.ts';

const TAG_IDS = Int32Array.of(7, 1_000_000, 2_147_483_647);
const JANUARY_2000_US = 946_684_800_000_000n;

/** A tuple the slow, obvious way. */
function packTuple({ tag, time, value, status }: Sample): Buffer {
  const timeField = Buffer.alloc(8);
  timeField.writeBigInt64BE(BigInt(time) - JANUARY_2000_US);
  const valueField = Buffer.alloc(8);
  valueField.writeDoubleBE(value);
  const tagField = Buffer.alloc(4);
  tagField.writeInt32BE(TAG_IDS[tag]!);
  const statusField = Buffer.alloc(4);
  statusField.writeInt32BE(status);
  const isNull = Number.isNaN(value) && status < 0;
  const fields = [timeField, isNull ? undefined : valueField, tagField, statusField];
  return Buffer.concat([
    Buffer.of(0, fields.length),
    ...fields.flatMap((field) => {
      const length = Buffer.alloc(4);
      length.writeInt32BE(field?.length ?? -1);
      return field === undefined ? [length] : [length, field];
    }),
  ]);
}

/** Encodes all samples; a Bad one whose value is NaN has none. */
function encodeRows(samples: readonly Sample[]): Uint8Array {
  const isNull = Uint8Array.from(samples, ({ value, status }) =>
    Number.isNaN(value) && status < 0 ? 1 : 0,
  );
  return encodeSampleRows({ ...batchOf(samples), isNull }, TAG_IDS, [0, samples.length]);
}

const partOf = (tuples: Uint8Array, tupleCount: number): BlockPart => ({
  target: SAMPLE_ROWS_TARGET,
  tuples,
  tupleCount,
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const anySample: fc.Arbitrary<Sample> = fc.record({
  tag: fc.nat(TAG_IDS.length - 1),
  time: fc.oneof(
    fc.integer({ min: FIRST_TIME_US, max: Number.MAX_SAFE_INTEGER }),
    // Whole microseconds end in 2255: later ones are multiples of 2 to 32.
    fc.constantFrom(FIRST_TIME_US, LAST_TIME_US - 32, 2 ** 53, 2 ** 57),
  ),
  value: fc.oneof(fc.double(), fc.constantFrom(NaN, -0, Infinity, -Infinity)),
  status: fc.oneof(
    fc.constantFrom<number>(StatusCode.good, StatusCode.bad, StatusCode.uncertain),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  ),
});

describe('encodeSampleRows', () => {
  test('packs a sample of the first second of 2000 as written by hand', () => {
    const sample = { tag: 0, time: 946_684_801_000_000, value: 1.5, status: 0 };
    expect(hex(encodeRows([sample]))).toBe(
      [
        '0004', // fields
        '00000008 00000000000f4240', // a million microseconds
        '00000008 3ff8000000000000', // 1.5
        '00000004 00000007',
        '00000004 00000000',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  test('packs a Bad sample without a value as NULL', () => {
    const sample = { tag: 1, time: 946_684_800_000_000, value: NaN, status: StatusCode.badTimeout };
    expect(hex(encodeRows([sample]))).toBe(
      '0004 00000008 0000000000000000 ffffffff 00000004 000f4240 00000004 800a0000'.replaceAll(
        ' ',
        '',
      ),
    );
  });

  test.each([
    { time: 946_684_799_999_999, field: 'ffffffffffffffff' },
    { time: 0, field: 'fffca2fec4c82000' },
  ])('packs time $time, before 2000, as PostgreSQL counts it', ({ time, field }) => {
    const bytes = encodeRows([{ tag: 0, time, value: 0, status: 0 }]);
    expect(hex(bytes.subarray(6, 14))).toBe(field);
  });

  test('packs any samples as the slow, obvious packer does, into bytes of their own', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 20 }), (samples) => {
        const bytes = encodeRows(samples);
        expect(hex(bytes)).toBe(hex(Buffer.concat(samples.map(packTuple))));
        expect(bytes.byteOffset).toBe(0);
      }),
    );
  });
});

describe('decodeParts', () => {
  test('reads back what was encoded, with the ids of the database', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 20 }), (samples) => {
        const decoded = decodeParts([partOf(encodeRows(samples), samples.length)]);
        expect(samplesOf(decoded)).toEqual(
          samples.map((sample) => ({ ...sample, tag: TAG_IDS[sample.tag]! })),
        );
      }),
    );
  });

  test('reads rows in the middle of other bytes from where they begin', () => {
    const sample = { tag: 0, time: 1_790_000_000_000_001, value: -0.5, status: -5 };
    const rows = encodeRows([sample]);
    const bytes = new Uint8Array(rows.length + 7);
    bytes.set(rows, 3);
    const decoded = decodeParts([partOf(bytes.subarray(3, 3 + rows.length), 1)]);
    expect(samplesOf(decoded)).toEqual([{ ...sample, tag: 7 }]);
  });

  test('refuses bytes that are not that many rows', () => {
    const sample = { tag: 0, time: 1, value: 1, status: 0 };
    const rows = encodeRows([sample, sample]);
    expect(() => decodeParts([partOf(rows, 1)])).toThrow(
      'timeseries.sample_rows: expected 1 tuples to end at byte 84, they end at byte 42',
    );
    expect(() => decodeParts([partOf(rows, 3)])).toThrow(RangeError);
    expect(() => decodeParts([partOf(rows.subarray(1), 1)])).toThrow('expected 4 fields');
  });
});

describe('tupleOffsets and tupleTimeUs', () => {
  test('find every tuple and its time', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 20 }), (samples) => {
        const tuples = samples.map(packTuple);
        // Behind other bytes, as in a spooled file.
        const rows = Buffer.concat([Buffer.alloc(3), ...tuples]).subarray(3);
        const offsets = tupleOffsets(partOf(rows, samples.length));
        const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
        const parts = samples.map((_, row) => hex(rows.subarray(offsets[row], offsets[row + 1])));
        expect(parts).toEqual(tuples.map(hex));
        expect(offsets.at(-1)).toBe(rows.length);
        const times = samples.map((_, row) => tupleTimeUs(view, offsets[row]!));
        expect(times).toEqual(samples.map(({ time }) => time));
      }),
    );
  });
});

describe('the frame of a binary COPY', () => {
  test('is what the documentation says', () => {
    expect(hex(COPY_FORMAT.header)).toBe(
      `${hex(Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'))}${'00'.repeat(8)}`,
    );
    expect(hex(COPY_FORMAT.trailer)).toBe('ffff');
  });

  test('goes into a table and columns whatever they are called', () => {
    expect(copyStatement({ table: 'plant.Wells "new"', columns: ['time', 'a"b'] })).toBe(
      'COPY "plant"."Wells ""new""" ("time", "a""b") FROM STDIN (FORMAT binary)',
    );
  });
});

test('tags of joined blocks are counted once, with values and without', () => {
  const blockOf = (tags: readonly number[]) => {
    const samples = tags.map((tag, at) => ({
      tag,
      time: at,
      value: at % 2 === 0 ? Number.NaN : 1,
      status: StatusCode.bad,
    }));
    return partOf(encodeRows(samples), tags.length);
  };
  expect(countTags([])).toBe(0);
  expect(countTags([blockOf([1])])).toBe(1);
  expect(countTags([blockOf([0, 0, 0, 2, 2])])).toBe(2);
  expect(countTags([blockOf([0, 1, 1]), blockOf([1, 1, 2])])).toBe(3);
});
