import { crc32 } from 'node:zlib';

/** Where the rows of a block go, as COPY names it. */
export interface BlockTarget {
  /** With its schema: `timeseries.samples`. */
  readonly table: string;
  readonly columns: readonly string[];
}

/** Rows on their way to the database. */
export interface Block {
  readonly target: BlockTarget;
  /** Tuples of COPY's binary format, without its header and trailer, so that blocks can be joined. */
  readonly rows: Uint8Array;
  readonly rowCount: number;
  /** Times of its oldest and newest row, microseconds since 1970. */
  readonly firstTimeUs: number;
  readonly lastTimeUs: number;
}

/** A block that was read back. */
export interface NumberedBlock extends Block {
  readonly blockNo: number;
}

/**
 * A block in a spool file, little-endian:
 *
 *     uint32 magic | uint32 header CRC-32 | float64 block number | float64 first time | float64 last time
 *     | uint32 rows | uint32 target bytes | uint32 payload bytes | uint32 payload CRC-32
 *     | target (JSON) | payload
 *
 * The header's CRC covers what follows it up to the payload, the payload has its own: a damaged payload is told from
 * a damaged header, and the next block is found all the same.
 */
export const BLOCK_HEADER_BYTES = 48;

const MAGIC = 0x56_52_56_42;
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

/** Packs what stands in front of a block's rows in a spool file. */
export function packBlockHeader(block: Block, blockNo: number): Uint8Array {
  const target = textEncoder.encode(JSON.stringify(block.target));
  const header = new Uint8Array(BLOCK_HEADER_BYTES + target.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, MAGIC, true);
  view.setFloat64(8, blockNo, true);
  view.setFloat64(16, block.firstTimeUs, true);
  view.setFloat64(24, block.lastTimeUs, true);
  view.setUint32(32, block.rowCount, true);
  view.setUint32(36, target.length, true);
  view.setUint32(40, block.rows.length, true);
  view.setUint32(44, crc32(block.rows), true);
  header.set(target, BLOCK_HEADER_BYTES);
  view.setUint32(4, crc32(header.subarray(8)), true);
  return header;
}

/** What was found at a place of a spool file. */
export type FoundBlock =
  | { readonly kind: 'block'; readonly block: NumberedBlock; readonly end: number }
  /** The header is whole, the rows are not what was written. */
  | {
      readonly kind: 'damaged';
      readonly blockNo: number;
      readonly rowCount: number;
      readonly end: number;
    }
  /** The file ends in the middle of a block: it was being written, and never acknowledged. */
  | { readonly kind: 'cut' }
  /** No block begins here. */
  | { readonly kind: 'nothing' };

/** Looks for a block at a place of a spool file. */
export function findBlock(file: Uint8Array, at: number): FoundBlock {
  if (at + BLOCK_HEADER_BYTES > file.length) return { kind: 'cut' };
  const view = new DataView(file.buffer, file.byteOffset + at);
  if (view.getUint32(0, true) !== MAGIC) return { kind: 'nothing' };
  const targetEnd = at + BLOCK_HEADER_BYTES + view.getUint32(36, true);
  if (targetEnd > file.length) return { kind: 'cut' };
  if (crc32(file.subarray(at + 8, targetEnd)) !== view.getUint32(4, true))
    return { kind: 'nothing' };
  const end = targetEnd + view.getUint32(40, true);
  if (end > file.length) return { kind: 'cut' };
  const blockNo = view.getFloat64(8, true);
  const rowCount = view.getUint32(32, true);
  const rows = file.subarray(targetEnd, end);
  if (crc32(rows) !== view.getUint32(44, true)) return { kind: 'damaged', blockNo, rowCount, end };
  const target = JSON.parse(
    textDecoder.decode(file.subarray(at + BLOCK_HEADER_BYTES, targetEnd)),
  ) as BlockTarget;
  const block: NumberedBlock = {
    blockNo,
    target,
    rows,
    rowCount,
    firstTimeUs: view.getFloat64(16, true),
    lastTimeUs: view.getFloat64(24, true),
  };
  return { kind: 'block', block, end };
}

/** The next place, from `at` on, where a block may begin; the file's length where there is none. */
export function nextMagic(file: Uint8Array, at: number): number {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let place = at; place + 4 <= file.length; place++) {
    if (view.getUint32(place, true) === MAGIC) return place;
  }
  return file.length;
}
