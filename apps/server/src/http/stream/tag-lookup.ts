import type { Tag } from '@varve/contract';
import type { Collector } from '../../kit/collector.ts';

/** Tags as they were within the last second. */
export interface TagLookup {
  byName(name: string): Tag | undefined;
  byId(id: number): Tag | undefined;
}

const KEPT_MS = 1_000;

/** Makes the search for tags that all streams share: to list the tags anew for each message would cost more than the message. */
function createTagLookup(collector: Pick<Collector, 'tags'>): TagLookup {
  let names = new Map<string, Tag>();
  let ids = new Map<number, Tag>();
  let untilMs = 0;
  const refresh = (): void => {
    if (performance.now() < untilMs) return;
    untilMs = performance.now() + KEPT_MS;
    const tags = collector.tags();
    names = new Map(tags.map((tag) => [tag.name, tag]));
    ids = new Map(tags.map((tag) => [tag.id, tag]));
  };
  return {
    byName(name) {
      refresh();
      return names.get(name);
    },
    byId(id) {
      refresh();
      return ids.get(id);
    },
  };
}

/** Gives the function that makes the lookup of a collector's tags, and keeps it as long as the collector. */
export function tagLookups(): (collector: Collector) => TagLookup {
  const kept = new WeakMap<Collector, TagLookup>();
  return (collector) => {
    const lookup = kept.get(collector) ?? createTagLookup(collector);
    kept.set(collector, lookup);
    return lookup;
  };
}
