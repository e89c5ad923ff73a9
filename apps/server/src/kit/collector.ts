import type { CollectorHealth, LatestSample, Tag } from '@varve/contract';

/** The half that collects samples, as the features see it. Everything it has belongs to one tenant. */
export interface Collector {
  /** Tags that are there now: the same list until one of them changes. */
  tags(): readonly Tag[];
  /** Last known samples of the given tags; a tag without one has none. @throws an error with the code TAG_UNKNOWN */
  latest(tagIds: readonly number[]): readonly LatestSample[];
  /**
   * Follows the given tags, or all: the selection at first, then what changed, newest sample of each tag only, at most 10 times a second.
   *
   * @throws an error with the code TAG_UNKNOWN, at once or at the first sample
   */
  follow(
    tagIds: readonly number[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly LatestSample[]>;
  health(): CollectorHealth;
}
