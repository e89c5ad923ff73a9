import { MIN_WINDOW_MS } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';

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
const DEFAULT_RANGE: RangeKey = '15m';

/** A stretch of time that ends now, or one that stands. */
export type TimeRange =
  | { readonly kind: 'last'; readonly key: RangeKey; readonly durationMs: number }
  | ({ readonly kind: 'between' } & TimeWindow);

/** The part of an address that says a range, as text: `range=15m` or `from=…&to=…`. */
export interface TimeRangeSearch {
  readonly range?: RangeKey;
  /** ISO 8601, UTC. Counts only together with `to`, and before `range`. */
  readonly from?: string;
  readonly to?: string;
}

/** Reads the range of an address, leaving out whatever makes no sense. */
export function readTimeRangeSearch(raw: Record<string, unknown>): TimeRangeSearch {
  const range = RANGE_KEYS.find((key) => key === raw['range']);
  const between = readBetween(raw['from'], raw['to']);
  return {
    ...(range !== undefined && { range }),
    ...(between !== null && writeBetween(between)),
  };
}

function readBetween(from: unknown, to: unknown): TimeWindow | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const fromMs = Date.parse(from);
  const toMs = Date.parse(to);
  return toMs - fromMs >= MIN_WINDOW_MS ? { fromMs, toMs } : null; // False for NaN as well.
}

/** Writes a stretch of time for the address, to the millisecond. */
export function writeBetween({ fromMs, toMs }: TimeWindow): { from: string; to: string } {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** The range that an address asks for which was read already. */
export function timeRangeOf(search: TimeRangeSearch): TimeRange {
  const between = readBetween(search.from, search.to);
  if (between !== null) return { kind: 'between', ...between };
  const key = search.range ?? DEFAULT_RANGE;
  return { kind: 'last', key, durationMs: RANGES_MS[key] };
}
