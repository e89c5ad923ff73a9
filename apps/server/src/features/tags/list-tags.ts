import type { ListTagsInput, Tag, TagPage } from '@varve/contract';
import type { TagScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';

// A list of tags is another one as soon as one of them has changed.
const SORTED = new WeakMap<readonly Tag[], readonly Tag[]>();

/** Lists a page of the tags in scope that are there now, by ascending id. */
export function listTags(
  collector: Pick<Collector, 'tags'>,
  scope: TagScope,
  { cursor = 0, limit }: ListTagsInput,
): TagPage {
  const sorted = sortedById(collector.tags());
  const tags: Tag[] = [];
  for (let at = firstAfter(sorted, cursor); at < sorted.length && tags.length <= limit; at++) {
    const tag = sorted[at]!;
    if (scope.has(tag.id)) tags.push(tag);
  }
  const hasMore = tags.length > limit;
  if (hasMore) tags.pop();
  return { tags, nextCursor: hasMore ? tags.at(-1)!.id : null };
}

function sortedById(tags: readonly Tag[]): readonly Tag[] {
  const known = SORTED.get(tags);
  if (known !== undefined) return known;
  const sorted = tags.toSorted((one, other) => one.id - other.id);
  SORTED.set(tags, sorted);
  return sorted;
}

/** Index of the first tag whose id is greater. */
function firstAfter(sorted: readonly Tag[], id: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.id <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
