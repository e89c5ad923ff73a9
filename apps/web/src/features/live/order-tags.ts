import type { LatestView, TagView } from '../../api/contract.ts';
import type { LatestOf } from './filter-tags.ts';
import { compareNames } from '../tags/index.ts';
import type { SortKey } from './tag-list-search.ts';

/** A number to sort by; null goes last in either direction. */
type Rank = (latest: LatestView | undefined) => number | null;

const RANKS: Readonly<Record<'value' | 'quality' | 'age', Rank>> = {
  value: (latest) => latest?.value ?? null,
  // Signed: Bad is negative, Uncertain highest. Worst first.
  quality: (latest) => {
    if (latest === undefined) return null;
    return latest.status < 0 ? 0 : -latest.status + 0x7fff_ffff;
  },
  age: (latest) => (latest === undefined ? null : -latest.timeMs),
};

/**
 * Sorts tags that are in the order of their names; equals keep that order.
 *
 * @param latestOf - last sample of a tag
 */
export function orderTags(
  tags: readonly TagView[],
  { sort, descending }: { readonly sort: SortKey; readonly descending: boolean },
  latestOf: LatestOf,
): readonly TagView[] {
  if (sort === 'name') return descending ? tags.toReversed() : tags;
  if (sort === 'source') {
    const sign = descending ? -1 : 1;
    return tags.toSorted((first, second) => sign * compareNames(first.source, second.source));
  }
  const rank = RANKS[sort];
  const ranked = tags.map((tag) => ({ tag, rank: rank(latestOf(tag.id)) }));
  const sign = descending ? -1 : 1;
  ranked.sort((first, second) => {
    if (first.rank === null || second.rank === null) {
      return Number(first.rank === null) - Number(second.rank === null);
    }
    return sign * (first.rank - second.rank);
  });
  return ranked.map(({ tag }) => tag);
}
