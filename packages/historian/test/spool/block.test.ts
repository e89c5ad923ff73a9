import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BLOCK_HEADER_BYTES,
  findBlock,
  nextMagic,
  packBlockHeader,
  type Block,
  type BlockPart,
} from '../../src/spool/block.ts';

const TARGET = { table: 'timeseries.sample_rows', columns: ['time', 'value'] };

const anyPart: fc.Arbitrary<BlockPart> = fc.record({
  target: fc.record({
    table: fc.string({ maxLength: 30, unit: 'binary' }),
    columns: fc.array(fc.string({ maxLength: 10 }), { maxLength: 4 }),
  }),
  tuples: fc.uint8Array({ maxLength: 200 }),
  tupleCount: fc.nat(4_000_000_000),
});

const anyBlock: fc.Arbitrary<Block> = fc.record({
  series: fc.string({ maxLength: 10, unit: 'binary' }),
  parts: fc.array(anyPart, { maxLength: 3 }),
  rowCount: fc.nat(4_000_000_000),
  firstTimeUs: fc.double({ noNaN: true }),
  lastTimeUs: fc.double({ noNaN: true }),
});

/** A block as it lies in a file. */
function bytesOf(block: Block, blockNo: number): Uint8Array {
  return Uint8Array.from([...packBlockHeader(block, blockNo), ...payloadOf(block)]);
}

function payloadOf({ parts }: Block): number[] {
  return parts.flatMap(({ tuples }) => [...tuples]);
}

function blockOf(tuples: Uint8Array): Block {
  const parts = [{ target: TARGET, tuples, tupleCount: 2 }];
  return { series: 'samples', parts, rowCount: 2, firstTimeUs: 1, lastTimeUs: 2 };
}

describe('packBlockHeader', () => {
  test('packs the fields where the format says', () => {
    const other = { table: 'timeseries.segments', columns: ['tag_id'] };
    const parts = [
      { target: TARGET, tuples: Uint8Array.of(1, 2), tupleCount: 2 },
      { target: other, tuples: Uint8Array.of(3), tupleCount: 1 },
    ];
    const times = { firstTimeUs: -5, lastTimeUs: 9.5 };
    const block = { series: 'samples', parts, rowCount: 7, ...times };
    const header = Buffer.from(packBlockHeader(block, 42));
    const content = JSON.stringify({
      series: 'samples',
      parts: [
        { target: TARGET, tupleCount: 2, byteCount: 2 },
        { target: other, tupleCount: 1, byteCount: 1 },
      ],
    });
    expect(header.subarray(0, 4).toString('latin1')).toBe('BVRV');
    expect(header.readUInt32LE(4)).toBe(crc32(header.subarray(8)));
    expect(header.readDoubleLE(8)).toBe(42);
    expect(header.readDoubleLE(16)).toBe(-5);
    expect(header.readDoubleLE(24)).toBe(9.5);
    expect(header.readUInt32LE(32)).toBe(7);
    expect(header.readUInt32LE(36)).toBe(content.length);
    expect(header.readUInt32LE(40)).toBe(3);
    expect(header.readUInt32LE(44)).toBe(crc32(Uint8Array.of(1, 2, 3)));
    expect(header.subarray(BLOCK_HEADER_BYTES).toString()).toBe(content);
  });
});

describe('findBlock', () => {
  test('finds every block as it was packed, wherever it lies in a file', () => {
    fc.assert(
      fc.property(
        anyBlock,
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.uint8Array({ maxLength: 20 }),
        fc.uint8Array({ maxLength: 20 }),
        (block, blockNo, before, after) => {
          const packed = bytesOf(block, blockNo);
          const file = Uint8Array.from([...before, ...packed, ...after]);
          expect(findBlock(file, before.length)).toEqual({
            kind: 'block',
            block: { ...block, blockNo },
            payloadAt: before.length + packed.length - payloadOf(block).length,
            end: before.length + packed.length,
          });
        },
      ),
    );
  });

  test('notices a flip of every bit', () => {
    const packed = bytesOf(blockOf(Uint8Array.of(1, 2, 3, 4)), 5);
    const headerBytes = packed.length - 4;
    const found = Array.from({ length: packed.length * 8 }, (_, bit) => {
      const flipped = packed.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      return findBlock(flipped, 0);
    });
    const inHeader = found.slice(0, headerBytes * 8).map(({ kind }) => kind);
    expect(new Set(inHeader)).toEqual(new Set(['nothing', 'cut']));
    for (const inPayload of found.slice(headerBytes * 8)) {
      expect(inPayload).toEqual({ kind: 'damaged', blockNo: 5, rowCount: 2, end: packed.length });
    }
  });

  test('takes a block for cut wherever the file ends in it', () => {
    const packed = bytesOf(blockOf(Uint8Array.of(1, 2, 3, 4)), 5);
    for (let length = 0; length < packed.length; length++) {
      expect(findBlock(packed.subarray(0, length), 0)).toEqual({ kind: 'cut' });
    }
  });

  test('finds nothing where no block begins', () => {
    expect(findBlock(new Uint8Array(100), 0)).toEqual({ kind: 'nothing' });
  });
});

describe('nextMagic', () => {
  test('finds the next place where a block may begin, and the end of the file where there is none', () => {
    const packed = bytesOf(blockOf(Uint8Array.of(1, 2)), 1);
    const file = Uint8Array.from([9, 9, 9, ...packed, 9, ...packed]);
    expect(nextMagic(file, 0)).toBe(3);
    expect(nextMagic(file, 3)).toBe(3);
    expect(nextMagic(file, 4)).toBe(4 + packed.length);
    expect(nextMagic(file, 5 + packed.length)).toBe(file.length);
  });
});
