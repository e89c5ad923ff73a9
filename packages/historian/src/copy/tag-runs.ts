import type { BlockPart } from '../spool/block.ts';

/** Where the tuples of each tag lie in a part: those of one tag lie together, in as many runs as there are tags. */
export interface TagRuns {
  /** The database's id of each run's tag, in the order of the runs. */
  readonly tags: Int32Array;
  /** Byte at which each run begins, and behind them the end of the last. */
  readonly starts: Int32Array;
  /** Number of the first tuple of each run, and behind them how many there are in all. */
  readonly firsts: Int32Array;
}

/** Finds the runs of a part that has a column `tag_id`. */
export function findTagRuns({ target, tuples, tupleCount }: BlockPart): TagRuns {
  const tagField = target.columns.indexOf('tag_id');
  const view = new DataView(tuples.buffer, tuples.byteOffset, tuples.byteLength);
  const tags = new Int32Array(tupleCount);
  const starts = new Int32Array(tupleCount + 1);
  const firsts = new Int32Array(tupleCount + 1);
  let runs = 0;
  let at = 0;
  for (let tuple = 0; tuple < tupleCount; tuple++) {
    const start = at;
    let tag = 0;
    const fieldCount = view.getInt16(at);
    at += 2;
    for (let field = 0; field < fieldCount; field++) {
      if (field === tagField) tag = view.getInt32(at + 4);
      at += 4 + Math.max(0, view.getInt32(at));
    }
    if (runs > 0 && tags[runs - 1] === tag) continue;
    tags[runs] = tag;
    starts[runs] = start;
    firsts[runs] = tuple;
    runs++;
  }
  starts[runs] = at;
  firsts[runs] = tupleCount;
  return {
    tags: tags.slice(0, runs),
    starts: starts.slice(0, runs + 1),
    firsts: firsts.slice(0, runs + 1),
  };
}
