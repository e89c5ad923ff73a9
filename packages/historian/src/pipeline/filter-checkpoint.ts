import type { FilterState } from '../filter/filter-state.ts';
import type { TextState } from '../worker/text-state.ts';

/** Memory of tags from sample to sample. */
export interface TagMemory {
  readonly filters: { readonly state: FilterState };
  readonly texts: TextState;
}

/** A copy of what is remembered of some tags, as it was before their samples went to a thread. */
export interface FilterCheckpoint {
  /** Copies; the copy before is forgotten. */
  save(memory: TagMemory, tags: Int32Array): void;
  /** Puts the copy back where it came from. Nothing may be working on these tags. */
  restore(): void;
}

type Column = Float64Array | Int32Array | Uint8Array;

/** Makes a checkpoint that reuses its memory. A thousand tags are a hundred kilobytes. */
export function createFilterCheckpoint(): FilterCheckpoint {
  let columns: readonly { readonly from: Column; readonly copy: Column }[] = [];
  let memory: TagMemory | undefined;
  let tags: Int32Array = new Int32Array(0);
  let runs: readonly Run[] = [];
  return {
    save(given, positions) {
      if (given !== memory || positions !== tags) {
        const all = [given.filters.state, given.texts].flatMap((table) => Object.values(table));
        columns = (all as Column[]).map((from) => ({
          from,
          copy: emptyLike(from, positions.length),
        }));
        memory = given;
        tags = positions;
        runs = runsOf(positions);
      }
      for (const { from, copy } of columns) {
        for (const { at, first, length } of runs) copyRun({ from, first, to: copy, at, length });
      }
    },
    restore() {
      for (const { from, copy } of columns) {
        for (const { at, first, length } of runs)
          copyRun({ from: copy, first: at, to: from, at: first, length });
      }
    },
  };
}

/** Tags from `first` on, whose copies stand from `at` on. */
interface Run {
  readonly first: number;
  readonly at: number;
  readonly length: number;
}

/** Tags of a source follow one another: one piece of memory is quicker to copy than each tag. */
function runsOf(tags: Int32Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < tags.length;) {
    const first = tags[at]!;
    let length = 1;
    while (tags[at + length] === first + length) length++;
    runs.push({ first, at, length });
    at += length;
  }
  return runs;
}

/** Where a view of the memory costs more than its copy. */
const SHORT = 32;

function copyRun({
  from,
  first,
  to,
  at,
  length,
}: Run & { readonly from: Column; readonly to: Column }): void {
  if (length > SHORT) to.set(from.subarray(first, first + length), at);
  else for (let tag = 0; tag < length; tag++) to[at + tag] = from[first + tag]!;
}

function emptyLike(column: Column, length: number): Column {
  if (column instanceof Float64Array) return new Float64Array(length);
  return column instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}
