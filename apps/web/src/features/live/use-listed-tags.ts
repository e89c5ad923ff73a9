import { useMemo, useSyncExternalStore } from 'react';
import { useSeconds } from '../../kit/clock/use-seconds.ts';
import type { TagView } from '../../api/contract.ts';
import { countQualities, filterByQuality, filterTags } from './filter-tags.ts';
import { orderByName } from '../tags/index.ts';
import type { LatestStore } from '../tags/index.ts';
import { groupByPrefix, withoutGroups } from './list-item.ts';
import { orderTags } from './order-tags.ts';
import type { TagListSearch } from './tag-list-search.ts';

/** Options of `useListedTags`. */
interface ListedTagsOptions {
  readonly tags: readonly TagView[];
  readonly search: TagListSearch;
  readonly store: LatestStore;
  /** Puts tags that share a prefix below a line with it. */
  readonly grouping: boolean;
}

export type ListedTags = ReturnType<typeof useListedTags>;

/** The lines of the list for an address: filtered, ordered, grouped; once a second where values decide. */
export function useListedTags({ tags, search, store, grouping }: ListedTagsOptions) {
  const { q, source, quality, sort = 'name', dir } = search;
  const descending = dir === 'desc';
  // Once a second, and at once when first samples arrive.
  const renewal = useSeconds() + useSyncExternalStore(store.subscribe, store.tagCount);
  const named = useMemo(() => orderByName(tags), [tags]);
  const matching = useMemo(
    () =>
      filterTags(named, {
        ...(q !== undefined && { q }),
        ...(source !== undefined && { source }),
      }),
    [named, q, source],
  );
  const valuesDecide = quality !== undefined || (sort !== 'name' && sort !== 'source');
  const listRenewal = valuesDecide ? renewal : 0;
  const items = useMemo(() => {
    const kept = filterByQuality(matching, quality, store.latest);
    const ordered = orderTags(kept, { sort, descending }, store.latest);
    return grouping && sort === 'name' ? groupByPrefix(ordered) : withoutGroups(ordered);
    // A new second is a new answer of the store.
  }, [matching, quality, sort, descending, store, grouping, listRenewal]);
  const counts = useMemo(() => countQualities(matching, store.latest), [matching, store, renewal]);
  return { items, counts, matchingCount: matching.length };
}
