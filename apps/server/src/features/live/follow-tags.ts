import { MAX_LIVE_TAGS, type FollowTagsInput, type LatestSample } from '@varve/contract';
import type { Collector } from '../../kit/collector.ts';

/**
 * Follows some tags, or all: their samples at first, then what changed, in messages of `MAX_LIVE_TAGS` samples at most.
 *
 * @param signal - ends the stream; without one it ends when its reader leaves
 * @throws an error with the code TAG_UNKNOWN
 */
export async function* followTags(
  collector: Pick<Collector, 'follow'>,
  { tagIds }: FollowTagsInput,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<LatestSample[], void, void> {
  for await (const samples of collector.follow(tagIds, signal)) {
    for (let start = 0; start < samples.length; start += MAX_LIVE_TAGS) {
      yield samples.slice(start, start + MAX_LIVE_TAGS);
    }
  }
}
