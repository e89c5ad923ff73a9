/** Most tags that one chart draws: it has colours for eight. The server would answer for more (`MAX_TREND_TAGS` of the contract). */
export const MOST_CURVES = 8;

/** The address of the trend of some tags over the last quarter of an hour. */
export function link(tagIds: Iterable<number>) {
  return { to: '/trend', search: { tags: writeTagIds(tagIds), range: '15m' } } as const;
}

/** Writes the ids of tags as the address of a trend has them: `1,2`. */
export function writeTagIds(tagIds: Iterable<number>): string {
  return [...tagIds].join(',');
}
