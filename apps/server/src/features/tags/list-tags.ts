import type { ListTagsInput, TagPage } from '@varve/contract';
import type { Collector } from '../../kit/collector.ts';

/** Lists a page of the tags that are there now, by ascending id. */
export function listTags(
  collector: Pick<Collector, 'tags'>,
  { cursor = 0, limit }: ListTagsInput,
): TagPage {
  const rest = collector
    .tags()
    .filter(({ id }) => id > cursor)
    .toSorted((a, b) => a.id - b.id);
  const tags = rest.slice(0, limit);
  return { tags, nextCursor: rest.length > limit ? tags.at(-1)!.id : null };
}
