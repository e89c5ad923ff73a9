import { readTimeRangeSearch } from '../../kit/time-range/time-range.ts';
import type { TimeRangeSearch } from '../../kit/time-range/time-range.ts';
import { MOST_CURVES, writeTagIds } from './link.ts';

/** The address of the trend page, as text: `tags=1,2&range=15m` or `tags=1,2&from=…&to=…`. */
interface TrendSearch extends TimeRangeSearch {
  readonly tags?: string;
}

/** Parts of an address to change; undefined takes one out. */
export type TrendSearchChange = { readonly [Key in keyof TrendSearch]?: string | undefined };

/** Reads the address, leaving out whatever makes no sense. */
export function readTrendSearch(raw: Record<string, unknown>): TrendSearch {
  const tagIds = readTagIds(raw['tags']);
  return {
    ...(tagIds.length > 0 && { tags: writeTagIds(tagIds) }),
    ...readTimeRangeSearch(raw),
  };
}

/** The chosen tags: whole numbers above 0, each once, no more than a trend can show. */
export function readTagIds(text: unknown): readonly number[] {
  if (typeof text !== 'string') return [];
  const ids = text
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(ids)].slice(0, MOST_CURVES);
}
