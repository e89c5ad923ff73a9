import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSampleColumns, type SampleColumns } from '../../src/copy/sample-columns.ts';
import { createSegmentChecker } from '../../src/segment/segment-checker.ts';
import { createSegmentDecoder } from '../../src/segment/segment-decoder.ts';
import { SEGMENTS_TARGET, type SegmentColumn } from '../../src/segment/segments-target.ts';
import { unpackNumbers } from '../../src/segment/unpack-numbers.ts';
import { unpackWideNumbers } from '../../src/segment/unpack-wide-numbers.ts';
import { anyRun } from '../support/any-run.ts';
import { unpackSlowly } from '../support/slow-packing.ts';
import { bitsOfNumber, packSegment } from '../support/slow-segment.ts';

const decoder = createSegmentDecoder();
const check = createSegmentChecker();

/** Numbers that the decoder makes of packed bytes; undefined where it refuses them. */
function unpack(bytes: Buffer, count: number): bigint[] | undefined {
  const lines = Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(2)]);
  const view = new DataView(lines.buffer, lines.byteOffset, lines.length);
  const field = { view, at: 3, byteCount: bytes.length };
  const [low, high] = [new Int32Array(count), new Int32Array(count)];
  try {
    if (bytes[0]! < 4) {
      unpackNumbers(field, count, low);
      return Array.from(low, BigInt);
    }
    unpackWideNumbers(field, count, { low, high });
  } catch (error) {
    if (!(error as Error).message.startsWith('packed numbers: ')) throw error;
    return undefined;
  }
  return Array.from(low, (one, at) => (BigInt(high[at]!) << 32n) | BigInt(one >>> 0));
}

/** Bytes that are packed numbers, of any width, base and residual. */
const anyPacked = fc
  .record({
    kind: fc.integer({ min: 1, max: 5 }),
    transform: fc.integer({ min: 0, max: 2 }),
    count: fc.integer({ min: 1, max: 100 }),
    seed: fc.infiniteStream(fc.nat(255)),
  })
  .map(({ kind, transform, count, seed }) => {
    const bits = kind < 4 ? 32 : 64;
    const take = (length: number): number[] => Array.from({ length }, () => seed.next().value);
    const blocks = Math.ceil(count / 32);
    const widths = take(blocks).map((byte) => byte % (bits + 1));
    const words = widths.map((width, at) =>
      Math.ceil((Math.min(32, count - 32 * at) * width) / 32),
    );
    const bases = take(((transform === 0 ? blocks : 1) * bits) / 8);
    const residuals = words.map((length) => take(4 * length));
    // The residual of the first number is 0.
    const first = residuals[0]!;
    if (transform > 0 && widths[0]! > 0) {
      const width = widths[0]!;
      for (let bit = 0; bit < width; bit++) {
        const mask = 128 >> (bit % 8);
        const byte = first[bit >> 3]!;
        first[bit >> 3] = bit === 0 ? byte | mask : byte & ~mask;
      }
    }
    return {
      count,
      bytes: Buffer.from([kind, transform, ...widths, ...bases, ...residuals.flat()]),
    };
  });

/** Where the field of a column begins in a tuple, behind its length. */
function fieldAt(tuple: Buffer, column: SegmentColumn): { at: number; length: number } {
  let at = 2;
  for (const name of SEGMENTS_TARGET.columns) {
    const length = tuple.readInt32BE(at);
    if (name === column) return { at: at + 4, length };
    at += 4 + Math.max(0, length);
  }
  throw new Error(`no column ${column}`);
}

const NAMED = 'the segment of tag 7 from ';

/** The decoder's error; undefined where it reads the tuple to its end. */
function refusalOf(tuple: Buffer, into: SampleColumns): string | undefined {
  try {
    expect(decoder.decode(tuple, 0, into)).toBe(tuple.length);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('packed numbers', () => {
  test('of any widths are those of the formulas', () => {
    fc.assert(
      fc.property(anyPacked, ({ bytes, count }) => {
        const numbers = unpackSlowly(bytes, count);
        expect(numbers).toHaveLength(count);
        expect(unpack(bytes, count)).toEqual(numbers);
      }),
      { numRuns: 1_000 },
    );
  });

  test('that are damaged are refused, or are those of the formulas', () => {
    fc.assert(
      fc.property(
        anyPacked,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
        fc.integer({ min: -6, max: 6 }),
        ({ bytes, count }, damages, longer) => {
          const damaged = Buffer.alloc(Math.max(0, bytes.length + longer));
          bytes.copy(damaged);
          // Head and widths are where damage tells.
          const most = Math.min(damaged.length, 2 + Math.ceil(count / 32) + 8);
          for (const [place, byte] of damages) if (most > 0) damaged[place % most] = byte;
          if (damaged.length > 0 && (damaged[0] === 0 || damaged[0]! > 5)) return;
          expect(unpack(damaged, count)).toEqual(unpackSlowly(damaged, count));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('a segment', () => {
  test('that is damaged gives its number of samples, or an error that names it', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        anyRun,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (samples, damages) => {
          const tuple = packSegment(samples, 7);
          const columns = [
            'times',
            'packed',
            'status_codes',
            'status_lengths',
            'status_nulls',
          ] as const;
          const fields = columns
            .map((column) => fieldAt(tuple, column))
            .filter(({ length }) => length > 0);
          if (fields.length === 0) return;
          for (const [place, byte] of damages) {
            const { at, length } = fields[place % fields.length]!;
            tuple[at + (Math.floor(place / fields.length) % length)] = byte;
          }
          const into = createSampleColumns(4);
          into.length = 1;
          const refusal = refusalOf(tuple, into);
          if (refusal !== undefined) refused++;
          expect(refusal ?? NAMED).toContain(NAMED);
          expect(into.length).toBe(refusal === undefined ? 1 + samples.length : 1);
          expect(check(tuple, 0)).toMatchObject({ tagId: 7, end: tuple.length });
        },
      ),
      { numRuns: 2_000 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test('that nobody damaged goes with its samples', () => {
    fc.assert(
      fc.property(anyRun, (samples) => {
        expect(check(packSegment(samples, 7), 0)).toMatchObject({ fault: undefined });
      }),
      { numRuns: 500 },
    );
  });

  test('that says other than its samples is found', () => {
    const samples = Array.from({ length: 50 }, (_, at) => ({
      time: 1_790_000_000_000_000 + at * 1e6,
      bits: bitsOfNumber(Math.sqrt(at + 1)),
      status: at === 3 ? -2_147_483_648 : 0,
    }));
    for (const column of [
      'last_time',
      'good_us',
      'minimum',
      'maximum',
      'total',
      'squared_deviation',
      'step_integral',
      'linear_integral',
      'first_value',
      'last_value',
      'good_count',
      'worst_status',
    ] as const) {
      const tuple = packSegment(samples, 7);
      const { at } = fieldAt(tuple, column);
      tuple[at + 2] = tuple[at + 2]! ^ 1;
      expect(check(tuple, 0).fault).toBe(`${column} does not go with its samples`);
    }
  });
});
