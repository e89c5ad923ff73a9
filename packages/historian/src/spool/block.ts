import { crc32 } from 'node:zlib';

/** Where the rows of a block go, as COPY names it. */
export interface BlockTarget {
  /** With its schema: `timeseries.sample_rows`. */
  readonly table: string;
  readonly columns: readonly string[];
}

/** Tuples of a block for one table. */
export interface BlockPart {
  readonly target: BlockTarget;
  /** Tuples of COPY's binary format, without its header and trailer, so that parts can be joined. */
  readonly tuples: Uint8Array;
  readonly tupleCount: number;
}

// Node leaves shared memory out of its count when it decides to collect: at a low rate much of it would pile up, and there a copy is cheap.
const SHARED_FROM_BYTES = 4 * 1_048_576;

/** Makes memory for the tuples of a block: shared memory for large ones, which then go from thread to thread without a copy. */
export function blockMemory(byteCount: number): ArrayBufferLike {
  return byteCount >= SHARED_FROM_BYTES
    ? new SharedArrayBuffer(byteCount)
    : new ArrayBuffer(byteCount);
}

/** Rows on their way to the database: they are stored as a whole, under one entry of the ledger. */
export interface Block {
  /** Kind of its content: blocks of one series can be stored together, and a sink takes a series or not. */
  readonly series: string;
  readonly parts: readonly BlockPart[];
  /** Samples or records in it: a tuple may hold many. */
  readonly rowCount: number;
  /** Times of the oldest and newest of them, microseconds since 1970. */
  readonly firstTimeUs: number;
  readonly lastTimeUs: number;
}

/** The series of samples, as rows and segments. */
export const SAMPLES_SERIES = 'samples';

/** A block that was read back. */
export interface NumberedBlock extends Block {
  readonly blockNo: number;
}

/**
 * A block in a spool file, little-endian:
 *
 *     uint32 magic | uint32 header CRC-32 | float64 block number | float64 first time | float64 last time
 *     | uint32 rows | uint32 content bytes | uint32 payload bytes | uint32 payload CRC-32
 *     | content (JSON: series and parts) | payload (the parts' tuples behind one another)
 *
 * The header's CRC covers what follows it up to the payload, the payload has its own: a damaged payload is told from
 * a damaged header, and the next block is found all the same.
 */
export const BLOCK_HEADER_BYTES = 48;

const MAGIC = 0x56_52_56_42;
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

/** Description of the payload, in a block's header. */
interface BlockContent {
  readonly series: string;
  readonly parts: readonly (Omit<BlockPart, 'tuples'> & { readonly byteCount: number })[];
}

/** Bytes of the tuples of a block. */
export function payloadBytes({ parts }: Pick<Block, 'parts'>): number {
  return parts.reduce((sum, { tuples }) => sum + tuples.length, 0);
}

/** Packs what stands in front of a block's payload in a spool file. */
export function packBlockHeader(block: Block, blockNo: number): Uint8Array {
  const content: BlockContent = {
    series: block.series,
    parts: block.parts.map(({ tuples, ...part }) => ({ ...part, byteCount: tuples.length })),
  };
  const contentBytes = textEncoder.encode(JSON.stringify(content));
  const header = new Uint8Array(BLOCK_HEADER_BYTES + contentBytes.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, MAGIC, true);
  view.setFloat64(8, blockNo, true);
  view.setFloat64(16, block.firstTimeUs, true);
  view.setFloat64(24, block.lastTimeUs, true);
  view.setUint32(32, block.rowCount, true);
  view.setUint32(36, contentBytes.length, true);
  view.setUint32(40, payloadBytes(block), true);
  view.setUint32(44, payloadCrc(block), true);
  header.set(contentBytes, BLOCK_HEADER_BYTES);
  view.setUint32(4, crc32(header.subarray(8)), true);
  return header;
}

function payloadCrc({ parts }: Block): number {
  return parts.reduce((sum, { tuples }) => crc32(tuples, sum), 0);
}

/** Finding at a place of a spool file. */
export type FoundBlock =
  | {
      readonly kind: 'block';
      readonly block: NumberedBlock;
      /** Where its payload begins, and the first byte behind it. */
      readonly payloadAt: number;
      readonly end: number;
    }
  /** The header is whole, the payload is not what was written. */
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
  const payloadAt = at + BLOCK_HEADER_BYTES + view.getUint32(36, true);
  if (payloadAt > file.length) return { kind: 'cut' };
  if (crc32(file.subarray(at + 8, payloadAt)) !== view.getUint32(4, true))
    return { kind: 'nothing' };
  const end = payloadAt + view.getUint32(40, true);
  if (end > file.length) return { kind: 'cut' };
  const blockNo = view.getFloat64(8, true);
  const rowCount = view.getUint32(32, true);
  const payload = file.subarray(payloadAt, end);
  if (crc32(payload) !== view.getUint32(44, true)) {
    return { kind: 'damaged', blockNo, rowCount, end };
  }
  const content = JSON.parse(
    textDecoder.decode(file.subarray(at + BLOCK_HEADER_BYTES, payloadAt)),
  ) as BlockContent;
  const block: NumberedBlock = {
    blockNo,
    series: content.series,
    parts: cutPayload(payload, content.parts),
    rowCount,
    firstTimeUs: view.getFloat64(16, true),
    lastTimeUs: view.getFloat64(24, true),
  };
  return { kind: 'block', block, payloadAt, end };
}

/** Gives each part its piece of a payload. */
function cutPayload(payload: Uint8Array, parts: BlockContent['parts']): BlockPart[] {
  let at = 0;
  return parts.map(({ target, tupleCount, byteCount }) => {
    const tuples = payload.subarray(at, at + byteCount);
    at += byteCount;
    return { target, tuples, tupleCount };
  });
}

/** The next place, from `at` on, where a block may begin; the file's length where there is none. */
export function nextMagic(file: Uint8Array, at: number): number {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  for (let place = at; place + 4 <= file.length; place++) {
    if (view.getUint32(place, true) === MAGIC) return place;
  }
  return file.length;
}
