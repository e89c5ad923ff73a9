import type { HealthView, LatestView, TagView, TrendView } from './views.ts';

/** What the routers may ask of the house. Made once by the server, given to every call. */
export interface ServerContext {
  readonly tags: () => readonly TagView[];
  readonly latest: (tagIds: readonly number[] | undefined) => readonly LatestView[];
  readonly trend: (query: TrendQuery) => Promise<readonly TrendView[]>;
  /** Yields the samples that changed, newest of each tag only, at most 10 times a second. */
  readonly live: (
    tagIds: readonly number[] | undefined,
    signal: AbortSignal,
  ) => AsyncIterable<readonly LatestView[]>;
  readonly health: () => Promise<HealthView>;
}

/** A range of some tags, and how many pixels wide it will be drawn. */
export interface TrendQuery {
  readonly tagIds: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly widthPixels: number;
}
