import { expect, test } from 'vitest';
import { encodeArchive } from '../../src/seal/encode-archive.ts';
import { FIELD, findFields, segmentFields, timeAt } from '../../src/segment/segment-fields.ts';
import { columnsOf } from '../support/slow-columns.ts';
import { bitsOfNumber } from '../support/slow-segment.ts';

const FROM_US = Date.UTC(2026, 2, 4, 6) * 1_000;
const MS = 1_000;
const MOST = 10_000;

/** Counts of the segments of samples with some times, and whether one begins when the one before it ends. */
function segmentsOf(times: readonly number[]): { counts: number[]; touches: boolean } {
  const samples = times.map((time, at) => ({ time, bits: bitsOfNumber(at), status: 0 }));
  const [part] = encodeArchive(columnsOf(samples));
  const { tuples, tupleCount } = part!;
  const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
  const fields = segmentFields();
  const counts: number[] = [];
  let touches = false;
  let lastTime = -Infinity;
  for (let tuple = 0, at = 0; tuple < tupleCount; tuple++) {
    at = findFields(view, at, fields);
    counts.push(view.getInt32(fields[FIELD.sample_count]!));
    touches ||= timeAt(view, fields[FIELD.first_time]!) <= lastTime;
    lastTime = timeAt(view, fields[FIELD.last_time]!);
  }
  return { counts, touches };
}

test('samples of one time are in one segment where more samples than fit are cut', () => {
  const regular = Array.from({ length: MOST + 2_000 }, (_, at) => FROM_US + at * MS);
  expect(segmentsOf(regular)).toEqual({ counts: [MOST, 2_000], touches: false });
  const twice = regular.with(MOST, regular[MOST - 1]!);
  expect(segmentsOf(twice)).toEqual({ counts: [MOST - 1, 2_001], touches: false });
  const thrice = twice.with(MOST + 1, twice[MOST]!);
  expect(segmentsOf(thrice)).toEqual({ counts: [MOST - 1, 2_001], touches: false });
});

test('more samples of one time than fit are cut all the same', () => {
  const times = Array.from({ length: MOST + 5 }, () => FROM_US);
  expect(segmentsOf(times)).toEqual({ counts: [MOST, 5], touches: true });
});
