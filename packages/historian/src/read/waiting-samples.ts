import type { SampleColumns } from '../copy/sample-columns.ts';
import { findTagRuns, type TagRuns } from '../copy/tag-runs.ts';
import { createTupleDecoder } from '../segment/tuple-decoder.ts';
import type { Backlog } from '../sink/backlog.ts';
import type { TagSpan } from './tag-span.ts';
import type { BlockPart, NumberedBlock } from '../spool/block.ts';

/** Samples that a historian has acknowledged, and that wait in its spool until they are stored. */
export interface WaitingSamples {
  /**
   * Takes note of what waits at the moment: before the database is asked, so that a sample that is stored meanwhile is found twice, and not never.
   * Whoever asks drops repetitions.
   */
  look(): WaitingLook;
}

/** Samples that waited at a moment. What comes or is stored later changes nothing in it. */
export interface WaitingLook {
  /** Appends the samples of a range, whose ends may be infinite, in no order, as if they were rows of the database. */
  append(range: TagSpan, into: SampleColumns): void;
}

type WaitingBlock = Pick<NumberedBlock, 'firstTimeUs' | 'lastTimeUs' | 'parts'>;

/** Finds what waits. Only what is in memory is known: after an outage there may be more, which shows when it is stored. */
export function waitingSamples(backlog: Pick<Backlog, 'blocks'>): WaitingSamples {
  return {
    look() {
      const blocks: WaitingBlock[] = [];
      for (const block of backlog.blocks()) {
        const { firstTimeUs, lastTimeUs } = block;
        const parts = block.cachedParts();
        if (parts !== undefined) blocks.push({ firstTimeUs, lastTimeUs, parts });
      }
      return { append: (range, into) => appendRange(blocks, range, into) };
    },
  };
}

function appendRange(
  blocks: readonly WaitingBlock[],
  { tagId, fromUs, toUs }: TagSpan,
  into: SampleColumns,
): void {
  const start = into.length;
  for (const { parts, firstTimeUs, lastTimeUs } of blocks) {
    if (lastTimeUs < fromUs || firstTimeUs >= toUs) continue;
    for (const part of parts) decodeTag(part, tagId, into);
  }
  let kept = start;
  for (let at = start; at < into.length; at++) {
    if (into.time[at]! < fromUs || into.time[at]! >= toUs) continue;
    for (const column of [into.tag, into.time, into.value, into.status, into.isNull]) {
      column[kept] = column[at]!;
    }
    kept++;
  }
  into.length = kept;
}

// A part stays as it is for as long as it waits: only the first question looks through it.
const RUNS = new WeakMap<BlockPart, TagRuns>();

function decodeTag(part: BlockPart, tagId: number, into: SampleColumns): void {
  const runs = RUNS.get(part) ?? findTagRuns(part);
  RUNS.set(part, runs);
  const { tags, starts, firsts } = runs;
  for (let run = tags.indexOf(tagId); run !== -1; run = tags.indexOf(tagId, run + 1)) {
    const [from, to] = [starts[run]!, starts[run + 1]!];
    const count = firsts[run + 1]! - firsts[run]!;
    createTupleDecoder(part.target)({ bytes: part.tuples, from, to, count, gapBytes: 0 }, into);
  }
}
