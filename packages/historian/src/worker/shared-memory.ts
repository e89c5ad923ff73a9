import { createFilterConfig, type FilterConfig } from '../filter/filter-config.ts';
import { beginAt, createFilterState, Phase } from '../filter/filter-state.ts';
import type { Filters } from '../filter/tag-filter.ts';
import { createSnapshotTable, type SnapshotTable } from '../live/snapshot-table.ts';
import type { TagList } from '../tags/tag-list.ts';
import { tagRulesOf, type TagRules } from '../tags/tag-rules.ts';
import { createTextState, type TextState } from './text-state.ts';

/** Memory that threads share: it outlives each of them. */
export interface SharedMemory {
  readonly filters: Filters;
  readonly snapshots: SnapshotTable;
  /** The newest texts: repetitions are told by them. */
  readonly texts: TextState;
  readonly rules: TagRules;
}

/**
 * Makes empty memory for a list of tags.
 *
 * @throws HistorianError FILTER_INVALID with the tag and the parameter
 */
export function createSharedMemory(list: TagList): SharedMemory {
  const { tags } = list;
  return {
    filters: { config: createFilterConfig(tags), state: createFilterState(tags.length) },
    snapshots: createSnapshotTable(tags.length),
    texts: createTextState(tags.length),
    rules: tagRulesOf(list),
  };
}

/**
 * Copies filter states, snapshots and texts of the earlier tags into larger memory.
 *
 * A tag with other filters goes on from its newest sample, which was stored when its source stopped: the old filters remember nothing else
 * that counts.
 */
export function copySharedMemory(from: SharedMemory, to: SharedMemory): void {
  copyColumns(from.filters.state, to.filters.state);
  copyColumns(from.snapshots, to.snapshots);
  copyColumns(from.texts, to.texts);
  const { state, config } = to.filters;
  for (const tag of from.filters.state.phase.keys()) {
    if (state.phase[tag] === Phase.empty) continue;
    if (haveSameFilters(from.filters.config, config, tag)) continue;
    const { seenTime, seenValue, seenStatus } = state;
    const newest = { timeUs: seenTime[tag]!, value: seenValue[tag]!, status: seenStatus[tag]! };
    beginAt(state, tag, newest);
  }
}

type Column = Float64Array | Int32Array | Uint8Array;

// Tables of one kind have the same columns of the same types; they lack only an index signature.
function copyColumns(from: object, to: object): void {
  const target = to as Record<string, Column>;
  for (const [name, column] of Object.entries(from as Record<string, Column>)) {
    target[name]!.set(column);
  }
}

function haveSameFilters(one: FilterConfig, other: FilterConfig, tag: number): boolean {
  const columns = Object.keys(one) as (keyof FilterConfig)[];
  return columns.every((name) => one[name][tag] === other[name][tag]);
}
