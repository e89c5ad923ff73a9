/** Days, weeks, months or years: `1 day`, `3 months`. */
export type CalendarWidth =
  `${number} ${'day' | 'week' | 'month' | 'year' | 'days' | 'weeks' | 'months' | 'years'}`;

/** A calendar width as PostgreSQL counts it: one of both is 0. */
export interface CalendarStep {
  readonly months: number;
  readonly days: number;
}

/** A range, and the buckets into which the calendar of a time zone cuts it. */
export interface CalendarQuery {
  /** Milliseconds since 1970; the first bucket begins at the start, the last ends at the end or later. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly step: CalendarStep;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = {
  day: { months: 0, days: 1 },
  week: { months: 0, days: 7 },
  month: { months: 1, days: 0 },
  year: { months: 12, days: 0 },
};
const WIDTH = /^([1-9]\d{0,4}) (day|week|month|year)s?$/u;

/** Reads a calendar width. @returns undefined where it is none */
export function parseCalendarWidth(width: string): CalendarStep | undefined {
  const [, count, unit] = WIDTH.exec(width) ?? [];
  if (unit === undefined) return undefined;
  const { months, days } = UNITS[unit as keyof typeof UNITS];
  return { months: months * Number(count), days: days * Number(count) };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Whether a name is that of a time zone. An offset is none: PostgreSQL reads `+01:00` the other way round. */
export function isTimeZone(name: string): boolean {
  try {
    return !/^[+-]/u.test(name) && clockOf(name) !== undefined;
  } catch {
    return false;
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Wall-clock time of a time zone at a moment, in milliseconds since 1970 by that clock. */
export function localTimeMs(timeMs: number, timeZone: string): number {
  const shown: Record<string, number> = {};
  for (const { type, value } of clockOf(timeZone).formatToParts(timeMs))
    shown[type] = Number(value);
  const { year, month, day, hour, minute, second } = shown;
  const wholeMs = Date.UTC(year!, month! - 1, day, hour, minute, second);
  return wholeMs + (timeMs - Math.floor(timeMs / 1_000) * 1_000);
}

/**
 * The first moment at which the clock of a time zone shows a time, and where it passes the time over, the moment in which it does: so a day
 * whose midnight does not exist begins when it begins.
 */
export function atLocalTime(localMs: number, timeZone: string): number {
  // Offsets are those of the day before and the day after, and between those the clock changes once.
  const moments = [localMs - DAY_MS, localMs + DAY_MS].map(
    (nearMs) => localMs - (localTimeMs(nearMs, timeZone) - nearMs),
  );
  const shown = moments.filter((timeMs) => localTimeMs(timeMs, timeZone) === localMs);
  if (shown.length > 0) return Math.min(...shown);
  let beforeMs = Math.min(...moments);
  let afterMs = Math.max(...moments);
  while (afterMs - beforeMs > 1) {
    const middleMs = Math.floor((beforeMs + afterMs) / 2);
    if (localTimeMs(middleMs, timeZone) < localMs) beforeMs = middleMs;
    else afterMs = middleMs;
  }
  return afterMs;
}

/** When the day of a time zone begins in which a moment lies. */
export function startOfDay(timeMs: number, timeZone: string): number {
  return atLocalTime(Math.floor(localTimeMs(timeMs, timeZone) / DAY_MS) * DAY_MS, timeZone);
}

/**
 * Where the buckets of days, weeks, months or years of a time zone begin: the first where the range does, the others at its time of day by the
 * clock there, and the last edge ends the last bucket. `timeseries.calendar_edges()` is the same in SQL.
 */
export function calendarEdges({ fromMs, toMs, step, timeZone }: CalendarQuery): number[] {
  const edges = [fromMs];
  const localMs = localTimeMs(fromMs, timeZone);
  // A day whose midnight is passed over begins later by the clock, and the days after it at midnight.
  const isDay = startOfDay(fromMs, timeZone) === fromMs;
  const anchorMs = isDay ? Math.floor(localMs / DAY_MS) * DAY_MS : localMs;
  for (let count = 1; edges.at(-1)! < toMs; count++) {
    const edge = atLocalTime(later(anchorMs, step, count), timeZone);
    if (edge > edges.at(-1)!) edges.push(edge);
  }
  return edges;
}

/** A month later is the same day, or the last of a shorter month. */
function later(localMs: number, { months, days }: CalendarStep, count: number): number {
  const date = new Date(localMs);
  const month = date.getUTCMonth() + months * count;
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay) + days * count;
  return (
    Date.UTC(date.getUTCFullYear(), month, day) + (localMs - Math.floor(localMs / DAY_MS) * DAY_MS)
  );
}
