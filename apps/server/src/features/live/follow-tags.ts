import { MAX_LIVE_TAGS, type FollowTagsInput, type LatestSample } from '@varve/contract';
import { requireTags, type TagScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';
import { watchScope } from './watch-scope.ts';

/**
 * Follows some tags, or all in scope: their samples at first, then what changed, in messages of `MAX_LIVE_TAGS` samples at most. When the
 * scope changes, it begins anew.
 *
 * @param readScope - asked now and then: a tag may be moved to another place
 * @param signal - ends the stream; without one it ends when its reader leaves
 * @throws an error with the code TAG_UNKNOWN, also where a tag has left the scope
 */
export async function* followTags(
  collector: Pick<Collector, 'follow' | 'tags'>,
  readScope: () => Promise<TagScope>,
  { tagIds }: FollowTagsInput,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<LatestSample[], void, void> {
  for (;;) {
    const scope = await readScope();
    if (tagIds !== undefined) requireTags(scope, tagIds);
    using watch = watchScope(scope, readScope, signal);
    for await (const samples of collector.follow(
      tagIds ?? tagsOf(collector, scope),
      watch.signal,
    )) {
      for (let start = 0; start < samples.length; start += MAX_LIVE_TAGS) {
        yield samples.slice(start, start + MAX_LIVE_TAGS);
      }
    }
    if (!watch.hasChanged()) return;
  }
}

/** Undefined for all tags: those that are made later belong to them too. */
function tagsOf(collector: Pick<Collector, 'tags'>, scope: TagScope): number[] | undefined {
  if (scope.ids === null) return undefined;
  return collector.tags().flatMap(({ id }) => (scope.has(id) ? [id] : []));
}
