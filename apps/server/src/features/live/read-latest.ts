import type { LatestSample, ReadLatestInput } from '@varve/contract';
import type { Collector } from '../../kit/collector.ts';

/** Reads the last known samples of some tags; a tag without one has none. @throws an error with the code TAG_UNKNOWN */
export function readLatest(
  collector: Pick<Collector, 'latest'>,
  { tagIds }: ReadLatestInput,
): LatestSample[] {
  return [...collector.latest(tagIds)];
}
