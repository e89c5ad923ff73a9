import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCopyRows, encodeCopyRows } from '../../src/write/copy-rows.ts';
import { batchOf } from '../support/samples.ts';

const anySample = fc.record({
  tag: fc.integer({ min: 0, max: 9 }),
  time: fc.integer({ min: -2_208_988_800_000_000, max: 8_640_000_000_000_000 }),
  value: fc.double(),
  status: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
});
const TAG_IDS = Int32Array.from(
  { length: 10 },
  (_, position) => 1_000_000_007 * (position % 3) + position,
);

test('what was encoded is read back, with the ids of the database as tags', () => {
  fc.assert(
    fc.property(fc.array(anySample), (samples) => {
      const batch = batchOf(samples);
      const decoded = decodeCopyRows(encodeCopyRows(batch, TAG_IDS), batch.length);
      expect(decoded).toEqual({ ...batch, tag: batch.tag.map((position) => TAG_IDS[position]!) });
    }),
  );
});

test('rows in the middle of other bytes are read from where they begin', () => {
  const batch = batchOf([{ tag: 3, time: 1_790_000_000_000_001, value: -0.5, status: -5 }]);
  const rows = encodeCopyRows(batch, TAG_IDS);
  const bytes = new Uint8Array(rows.length + 7);
  bytes.set(rows, 3);
  const decoded = decodeCopyRows(bytes.subarray(3, 3 + rows.length), 1);
  expect(decoded.time[0]).toBe(1_790_000_000_000_001);
  expect(decoded.value[0]).toBe(-0.5);
});

test('rows of another shape, or of another count, are refused', () => {
  const rows = encodeCopyRows(batchOf([{ tag: 1, time: 0, value: 1, status: 0 }]), TAG_IDS);
  expect(() => decodeCopyRows(rows, 0)).toThrow('expected 0 rows of 0 bytes, got 42 bytes');
  expect(() => decodeCopyRows(rows, 2)).toThrow(RangeError);
  rows[1] = 5;
  expect(() => decodeCopyRows(rows, 1)).toThrow('row 0: expected 4 fields, got 5');
});
