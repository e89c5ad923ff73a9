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
      }
      for (const { from, copy } of columns) {
        for (let at = 0; at < tags.length; at++) copy[at] = from[tags[at]!]!;
      }
    },
    restore() {
      for (const { from, copy } of columns) {
        for (let at = 0; at < tags.length; at++) from[tags[at]!] = copy[at]!;
      }
    },
  };
}

function emptyLike(column: Column, length: number): Column {
  if (column instanceof Float64Array) return new Float64Array(length);
  return column instanceof Int32Array ? new Int32Array(length) : new Uint8Array(length);
}
