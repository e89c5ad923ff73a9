import type { LatestSample, ReadLatestInput } from '@varve/contract';
import { requireTags, type TagScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';

/** Reads the last known samples of some tags; a tag without one has none. @throws an error with the code TAG_UNKNOWN */
export function readLatest(
  collector: Pick<Collector, 'latest'>,
  scope: TagScope,
  { tagIds }: ReadLatestInput,
): LatestSample[] {
  requireTags(scope, tagIds);
  return [...collector.latest(tagIds)];
}
