import { TEXTS_SERIES } from '../copy/text-rows.ts';
import { SAMPLES_SERIES } from '../spool/block.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';

/** Samples and texts that are in the spool, and not in the database yet as far as it has answered. Records are not among them. */
export interface Backlog {
  /** @param receivedUs - when the oldest frame came that it is made of, or before */
  put(block: SpooledBlock, receivedUs: number): void;
  remove(block: SpooledBlock): void;
  /** The blocks of samples, oldest first. */
  blocks(): SpooledBlock[];
  /**
   * The time, in microseconds since 1970, such that all samples and texts that were received before it are in the database when some blocks
   * are stored too; undefined where nobody knows.
   */
  storedUntilUs(blocks: readonly Pick<SpooledBlock, 'blockNo'>[]): number | undefined;
  /** From now on asks when the oldest frame came that is not in the spool yet; before, nobody knows. */
  follow(oldestUs: () => number | undefined): void;
}

/** The series that tags are of. */
export const TAG_SERIES: ReadonlySet<string> = new Set([SAMPLES_SERIES, TEXTS_SERIES]);

/** Makes an empty backlog. */
export function createBacklog({ nowUs }: { readonly nowUs: () => number }): Backlog {
  const waiting = new Map<number, { readonly block: SpooledBlock; readonly receivedUs: number }>();
  let followed: (() => number | undefined) | undefined;
  return {
    put(block, receivedUs) {
      if (TAG_SERIES.has(block.series)) waiting.set(block.blockNo, { block, receivedUs });
    },
    remove: ({ blockNo }) => void waiting.delete(blockNo),
    blocks: () =>
      Array.from(waiting.values(), ({ block }) => block).filter(
        ({ series }) => series === SAMPLES_SERIES,
      ),
    storedUntilUs(blocks) {
      if (followed === undefined) return undefined;
      const stored = new Set(blocks.map(({ blockNo }) => blockNo));
      let untilUs = nowUs();
      untilUs = Math.min(untilUs, followed() ?? untilUs);
      for (const { block, receivedUs } of waiting.values()) {
        if (receivedUs < untilUs && !stored.has(block.blockNo)) untilUs = receivedUs;
      }
      return Number.isFinite(untilUs) ? untilUs : undefined;
    },
    follow(oldestUs) {
      followed = oldestUs;
    },
  };
}
