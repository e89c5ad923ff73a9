import type { SpooledBlock } from '../spool/spooled-block.ts';

/** For how long blocks wait, so that they are stored together. */
export interface Pace {
  readonly intervalMs: number;
  /** Whether nothing may wait at the moment. */
  readonly isPressed: () => boolean;
}

/** Blocks on their way into one sink, in the order of their numbers. */
export interface BlockQueue {
  length(): number;
  /** The oldest block, or nothing. */
  oldest(): readonly SpooledBlock[];
  /** Takes a block. @returns the oldest ones that the spool has lost: they are out of the queue */
  put(block: SpooledBlock): readonly SpooledBlock[];
  /** Gives blocks of one series that are due, to be stored together; undefined where none is. */
  take(): readonly SpooledBlock[] | undefined;
  /** Makes due what waits. */
  hurry(): void;
  /** Makes due what waits and what comes. */
  end(): void;
  /** Makes nothing due any more. */
  stop(): void;
}

/** Most that goes in one transaction. */
interface Most {
  readonly blocks: number;
  readonly rows: number;
}

/** Blocks that waited for a sink: an outage is caught up with in few large steps. */
const MOST: Most = { blocks: 32, rows: 200_000 };
/**
 * Blocks that waited for their time: the more samples of a tag are in them, the fewer are its segments. They are in memory meanwhile, twice
 * when they go to their thread: 84 bytes a row at most.
 */
const MOST_PACED: Most = { blocks: 8_192, rows: 2_000_000 };

/**
 * Makes an empty queue. Without a pace every block is due when it comes. With one, all become due together: when the time is over that the oldest
 * may wait, when they are as many as go in one transaction, or when memory or the spool cannot keep them for so long.
 *
 * @param onDue - called when blocks have become due
 */
export function createBlockQueue(pace: Pace | undefined, onDue: () => void): BlockQueue {
  const most = pace === undefined ? MOST : MOST_PACED;
  const blocks: SpooledBlock[] = [];
  let rows = 0;
  let dueThrough = 0;
  let isEnding = pace === undefined;
  let timer: NodeJS.Timeout | undefined;

  const hurry = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const newest = blocks.at(-1);
    if (newest === undefined) return;
    dueThrough = newest.blockNo;
    onDue();
  };
  const isPressed = (block: SpooledBlock): boolean =>
    blocks.length >= most.blocks ||
    // Another one like it would be too much.
    rows + block.rowCount > most.rows ||
    pace!.isPressed() ||
    // It would be read back from disk, and nobody could look at it meanwhile.
    block.cachedParts() === undefined;
  const remove = (from: number, count: number): SpooledBlock[] => {
    const removed = blocks.splice(from, count);
    for (const { rowCount } of removed) rows -= rowCount;
    return removed;
  };

  return {
    length: () => blocks.length,
    oldest: () => blocks.slice(0, 1),
    put(block) {
      blocks.push(block);
      rows += block.rowCount;
      // The spool drops its oldest blocks: a queue that nobody empties would grow for ever.
      const kept = blocks.findIndex(({ isLost }) => !isLost);
      const lost = remove(0, Math.max(0, kept));
      if (isEnding || isPressed(block)) hurry();
      else timer ??= setTimeout(hurry, pace!.intervalMs);
      return lost;
    },
    take() {
      let count = 0;
      let sum = 0;
      const first = blocks[0];
      while (count < Math.min(blocks.length, most.blocks)) {
        const { blockNo, rowCount, series } = blocks[count]!;
        sum += rowCount;
        if (blockNo > dueThrough || series !== first!.series) break;
        if (count > 0 && sum > most.rows) break;
        count++;
      }
      return count === 0 ? undefined : remove(0, count);
    },
    hurry,
    end() {
      isEnding = true;
      hurry();
    },
    stop: () => clearTimeout(timer),
  };
}
