import type { LatestView, TagView } from '../../api/contract.ts';
import { qualityOf } from '../../kit/format/quality.ts';
import type { Quality } from '../../kit/format/quality.ts';

import { matchesText } from '../tags/index.ts';

export type LatestOf = (tagId: number) => LatestView | undefined;

export function filterTags(
  tags: readonly TagView[],
  filter: { readonly q?: string; readonly source?: string },
): readonly TagView[] {
  const { q = '', source } = filter;
  return tags.filter(
    (tag) => (source === undefined || tag.source === source) && matchesText(tag, q),
  );
}

export function filterByQuality(
  tags: readonly TagView[],
  quality: Quality | undefined,
  latestOf: LatestOf,
): readonly TagView[] {
  if (quality === undefined) return tags;
  return tags.filter((tag) => {
    const latest = latestOf(tag.id);
    return latest !== undefined && qualityOf(latest.status) === quality;
  });
}

/** How many of some tags are in each class; a tag without a sample is in none. */
export function countQualities(
  tags: readonly TagView[],
  latestOf: LatestOf,
): Readonly<Record<Quality, number>> {
  const counts = { GOOD: 0, UNCERTAIN: 0, BAD: 0 };
  for (const tag of tags) {
    const latest = latestOf(tag.id);
    if (latest !== undefined) counts[qualityOf(latest.status)] += 1;
  }
  return counts;
}
