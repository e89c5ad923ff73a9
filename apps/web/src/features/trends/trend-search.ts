/** The ranges on offer that end now, shortest first. */
export const RANGES_MS = {
  '5m': 5 * 60_000,
  '15m': 15 * 60_000,
  '1h': 3_600_000,
  '8h': 8 * 3_600_000,
  '24h': 24 * 3_600_000,
  '7d': 7 * 24 * 3_600_000,
} as const;

export type RangeKey = keyof typeof RANGES_MS;
export const RANGE_KEYS = Object.keys(RANGES_MS) as readonly RangeKey[];
export const DEFAULT_RANGE: RangeKey = '15m';
export const MAX_TREND_TAGS = 8;

/** What the address of the trend page says, as text: `tags=1,2&range=15m` or `from=…&to=…`. */
export interface TrendSearch {
  readonly tags?: string;
  readonly range?: RangeKey;
  /** ISO 8601, UTC. Counts only together with `to`, and before `range`. */
  readonly from?: string;
  readonly to?: string;
}

/** Parts of an address to change; undefined takes one out. */
export type TrendSearchChange = { readonly [Key in keyof TrendSearch]?: string | undefined };

/** A stretch of time that ends now, or one that stands. */
export type TrendRange =
  | { readonly kind: 'last'; readonly key: RangeKey; readonly durationMs: number }
  | { readonly kind: 'between'; readonly fromMs: number; readonly toMs: number };

/** Shortest stretch that can be zoomed to. */
export const MIN_DURATION_MS = 100;

/** Reads the address, leaving out whatever makes no sense. */
export function readTrendSearch(raw: Record<string, unknown>): TrendSearch {
  const tagIds = readTagIds(raw['tags']);
  const range = RANGE_KEYS.find((key) => key === raw['range']);
  const between = readBetween(raw['from'], raw['to']);
  return {
    ...(tagIds.length > 0 && { tags: writeTagIds(tagIds) }),
    ...(range !== undefined && { range }),
    ...(between !== null && writeBetween(between)),
  };
}

/** The chosen tags: whole numbers above 0, each once, no more than a trend can show. */
export function readTagIds(text: unknown): readonly number[] {
  if (typeof text !== 'string') return [];
  const ids = text
    .split(',')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(ids)].slice(0, MAX_TREND_TAGS);
}

export function writeTagIds(tagIds: readonly number[]): string {
  return tagIds.join(',');
}

interface Between {
  readonly fromMs: number;
  readonly toMs: number;
}

function readBetween(from: unknown, to: unknown): Between | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const fromMs = Date.parse(from);
  const toMs = Date.parse(to);
  return toMs - fromMs >= MIN_DURATION_MS ? { fromMs, toMs } : null; // False for NaN as well.
}

/** Writes a stretch of time for the address, to the millisecond. */
export function writeBetween({ fromMs, toMs }: Between): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** What an address that was read already asks for. */
export function trendRangeOf(search: TrendSearch): TrendRange {
  const between = readBetween(search.from, search.to);
  if (between !== null) return { kind: 'between', ...between };
  const key = search.range ?? DEFAULT_RANGE;
  return { kind: 'last', key, durationMs: RANGES_MS[key] };
}
