import type { Outbox } from '../sink/outbox.ts';
import type { Spool } from '../spool/spool.ts';
import { oldestOf } from '../sink/oldest-of.ts';
import type { Counters } from './counters.ts';
import type { HeldLog, SourceReceipt } from './held-log.ts';
import type { LatencyMeter } from './latency-meter.ts';
import type { GroupResult } from '../worker/pipeline.worker.ts';
import type { FilteredTexts } from '../worker/filter-texts.ts';
import type { RefusedTags } from '../store/refused-tags.ts';

/** Where results go. */
export interface SpoolerParts {
  readonly spool: Spool;
  readonly outbox: Outbox;
  readonly counters: Counters;
  readonly heldLog: HeldLog;
  readonly nowUs: () => number;
  /** Shows texts as they come. */
  readonly showTexts: (newest: FilteredTexts['newest']) => void;
  /** Number of the source of a tag, by the database's id. */
  readonly sourceOfTagId: (tagId: number) => number | undefined;
}

/** Arrival times, acknowledgements and receipts of a group. */
export interface Arrivals {
  /** Times of some of them, microseconds since 1970. */
  readonly arrivalsUs: readonly number[];
  readonly acknowledge: readonly (() => void)[];
  readonly receipts: readonly SourceReceipt[];
}

/** Puts what came out of a group on disk and on its way to the sinks, and tells whoever sent the group. */
export type Spooler = (results: readonly GroupResult[], arrivals: Arrivals) => Promise<void>;

/** Makes a spooler. */
export function createSpooler(parts: SpoolerParts, latency: LatencyMeter): Spooler {
  const { spool, outbox, counters, heldLog, nowUs } = parts;
  const countStored = (passed: Float64Array, refused: RefusedTags | undefined): void => {
    counters.addStored(passed);
    for (const [tagId, rowCount] of refused ?? []) {
      const source = parts.sourceOfTagId(tagId);
      if (source !== undefined) counters.addRefused(source, rowCount);
    }
  };
  const spoolNumbers = async (result: GroupResult, arrivalsUs: readonly number[]) => {
    const onStored = (refused: RefusedTags | undefined): void => {
      countStored(result.passed, refused);
      latency.committed(arrivalsUs, nowUs());
    };
    outbox.add(await spool.append(result.block), onStored, oldestOf(arrivalsUs));
  };
  const spoolTexts = async ({ block, passed }: FilteredTexts, arrivalsUs: readonly number[]) => {
    if (block === undefined) return;
    const onStored = (refused: RefusedTags | undefined): void => countStored(passed, refused);
    outbox.add(await spool.append(block), onStored, oldestOf(arrivalsUs));
  };
  const spoolResult = async (result: GroupResult, arrivalsUs: readonly number[]) => {
    const { block, texts } = result;
    counters.addDecoded(result);
    if (texts !== undefined) parts.showTexts(texts.newest);
    await Promise.all([
      block.rowCount > 0 ? spoolNumbers(result, arrivalsUs) : undefined,
      texts === undefined ? undefined : spoolTexts(texts, arrivalsUs),
    ]);
  };
  return async (results, { arrivalsUs, acknowledge, receipts }) => {
    const records = results.flatMap(({ heldBack }) => heldBack ?? []);
    // All are given to the spool in this turn, one behind the other.
    const isHeld = heldLog.put({ records, receipts }, results.reduce(countBlocks, 0));
    await Promise.all([isHeld, ...results.map((result) => spoolResult(result, arrivalsUs))]);
    latency.spooled(arrivalsUs);
    for (const tell of acknowledge) tell();
  };
}

/** Adds the blocks that a result is given to the spool as. */
function countBlocks(count: number, { block, texts }: GroupResult): number {
  return count + (block.rowCount > 0 ? 1 : 0) + (texts?.block === undefined ? 0 : 1);
}
