import { HELD_BACK_BYTES, readHeldBack, type HeldBack } from '../filter/held-back.ts';
import type { Block, BlockPart } from '../spool/block.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';

/** Name of a frame at its device, should it be sent again. */
export interface SourceReceipt {
  /** Name of the source. */
  readonly source: string;
  readonly receipt: string;
}

/** Samples that an earlier run held back when it ended, and the frames that it stored last. */
export interface RecoveredHeld {
  readonly records: readonly HeldBack[];
  readonly receipts: readonly SourceReceipt[];
}

/**
 * Samples that the filters hold back, in the spool beside the samples that pass: each group puts down what it left waiting before it is
 * acknowledged. All of it is written anew now and then, and what came before is forgotten.
 */
export interface HeldLog {
  /**
   * Resolves when the records are synced to disk. Called just before the blocks of the group are given to the spool: what is put down counts
   * after a kill only if they are all there, so that a message is known for stored when it is, and only then.
   *
   * @param blockCount - how many blocks follow
   */
  put(held: HeldGroup, blockCount: number): Promise<void>;
  /** Nothing is held back any more. */
  clear(): void;
  stop(): void;
}

/** Records and receipts that a group leaves beside its samples. */
export interface HeldGroup {
  readonly records: readonly Uint8Array[];
  readonly receipts: readonly SourceReceipt[];
}

/** The series of these blocks: no sink takes them. */
export const HELD_SERIES = 'held-back';

const RECORDS = { table: 'records', columns: [] };
const CONTENT = { table: 'content', columns: [] };
const REWRITE_MS = 10_000;
// More than a broker sends before it waits for acknowledgements.
const KEPT_RECEIPTS = 4_096;
const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder();

/** Starts a log. @param known - receipts of an earlier run */
export function createHeldLog(spool: Spool, known: readonly SourceReceipt[]): HeldLog {
  const records = new Map<number, Uint8Array>();
  const receipts = new Map<string, string[]>();
  let blocks: SpooledBlock[] = [];
  let isChanged = false;
  for (const receipt of known) keepReceipt(receipts, receipt);

  const rewrite = async (): Promise<void> => {
    if (!isChanged) return;
    isChanged = false;
    const earlier = blocks;
    blocks = [];
    const kept = Array.from(receipts, ([source, list]) =>
      list.map((receipt) => ({ source, receipt })),
    ).flat();
    const all = { records: [...records.values()], receipts: kept };
    blocks.push(await spool.append(heldBlock(all, 0)));
    for (const block of earlier) spool.release(block);
  };
  // A failing disk is told by the spool, and waited for there.
  const timer = setInterval(() => void rewrite(), REWRITE_MS);
  timer.unref();

  return {
    async put(held, blockCount) {
      if (held.records.length === 0 && held.receipts.length === 0) return;
      for (const bytes of held.records) keepRecords(records, bytes);
      for (const receipt of held.receipts) keepReceipt(receipts, receipt);
      isChanged = true;
      blocks.push(await spool.append(heldBlock(held, blockCount)));
    },
    clear() {
      for (const block of blocks) spool.release(block);
      blocks = [];
      records.clear();
    },
    stop: () => clearInterval(timer),
  };
}

function keepRecords(records: Map<number, Uint8Array>, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += HELD_BACK_BYTES) {
    const { tagId, samples } = readHeldBack(bytes, at);
    if (samples.length === 0) records.delete(tagId);
    else records.set(tagId, bytes.subarray(at, at + HELD_BACK_BYTES));
  }
}

function keepReceipt(receipts: Map<string, string[]>, { source, receipt }: SourceReceipt): void {
  const list = receipts.get(source) ?? [];
  list.push(receipt);
  if (list.length > 2 * KEPT_RECEIPTS) list.splice(0, KEPT_RECEIPTS);
  receipts.set(source, list);
}

/** Content of such a block beside the records. */
interface HeldContent {
  /** How many blocks behind it have to be there. */
  readonly blockCount: number;
  readonly receipts: readonly SourceReceipt[];
}

function heldBlock({ records, receipts }: HeldGroup, blockCount: number): Block {
  const bytes = joined(records);
  const content = JSON.stringify({ blockCount, receipts } satisfies HeldContent);
  const parts: BlockPart[] = [
    { target: RECORDS, tuples: bytes, tupleCount: bytes.length / HELD_BACK_BYTES },
    { target: CONTENT, tuples: textEncoder.encode(content), tupleCount: receipts.length },
  ];
  return { series: HELD_SERIES, parts, rowCount: 0, firstTimeUs: 0, lastTimeUs: 0 };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * Reads what an earlier run left in its log.
 *
 * @param nextBlockNo - every block with a smaller number was written
 */
export async function recoverHeld(
  blocks: readonly SpooledBlock[],
  nextBlockNo: number,
): Promise<RecoveredHeld> {
  const records: HeldBack[] = [];
  const receipts: SourceReceipt[] = [];
  for (const block of blocks) {
    const [record, content] = (await block.parts()) ?? [];
    if (record === undefined || content === undefined) continue;
    const held = JSON.parse(textDecoder.decode(content.tuples)) as HeldContent;
    // The kill came before the samples of the group were written: they were not acknowledged, and come again.
    if (block.blockNo + held.blockCount >= nextBlockNo) continue;
    for (let at = 0; at < record.tuples.length; at += HELD_BACK_BYTES) {
      records.push(readHeldBack(record.tuples, at));
    }
    receipts.push(...held.receipts);
  }
  return { records, receipts };
}
