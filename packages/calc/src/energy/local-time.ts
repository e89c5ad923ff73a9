import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { floor, min } from '../math.ts';
import { type Issue, isUsable, NO_ISSUES, type Quantity, quantity } from '../quantity.ts';
import { bisect } from '../root-finding.ts';

const HOUR_MS = 3_600_000;
/** Milliseconds in a day without a change of the clock. */
export const DAY_MS = 86_400_000;

/** Tells how far local time is ahead of UTC at an instant, ms. */
export type ZoneClock = (instantMs: number) => number;

/** A clock of an IANA time zone (`America/Chicago`), or the issue of a zone that nobody knows. */
export const zoneClock = (timeZone: string): ZoneClock | Issue => {
  if (timeZone === 'UTC') return () => 0;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      timeZoneName: 'longOffset',
      hour: 'numeric',
    });
    return (instantMs) => offsetOf(format.format(floor(instantMs)));
  } catch {
    return outOfDomain('timeZone', `expected an IANA time zone, got ${timeZone}`);
  }
};

/** Offset in ms of a text that ends in GMT, GMT-5 or GMT+05:45. */
const offsetOf = (text: string): number => {
  const match = /GMT(?:([+-])(\d+)(?::(\d+))?(?::(\d+))?)?$/u.exec(text);
  const [sign, hours = 0, minutes = 0, seconds = 0] = match?.slice(1) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -1000 : 1000) * size;
};

/** A stretch of time in which local time keeps its distance from UTC. */
export interface ClockStretch {
  /** Last instant of the stretch, not included, ms. */
  readonly endMs: number;
  readonly offsetMs: number;
}

/** Cuts a range of time where the clock changes, to the second. */
export const clockStretches = (
  clock: ZoneClock,
  startMs: number,
  endMs: number,
): ClockStretch[] => {
  const stretches: ClockStretch[] = [];
  let offsetMs = clock(startMs);
  for (let fromMs = startMs; fromMs < endMs;) {
    const toMs = min(fromMs + DAY_MS, endMs);
    const next = clock(toMs);
    if (next !== offsetMs) {
      stretches.push({ endMs: bisect((at) => clock(at) === next, fromMs, toMs), offsetMs });
      offsetMs = next;
    }
    fromMs = toMs;
  }
  stretches.push({ endMs: Infinity, offsetMs });
  return stretches;
};

/**
 * Calculates how long a local day lasts, h: 23 or 25 on the days when the clock changes.
 *
 * @param day - calendar date (month 1 to 12) and IANA time zone
 *
 * Source: IANA time zone database, as the JavaScript engine has it.
 */
export const localDayHours = (day: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly timeZone: string;
}): Quantity => {
  const issues = argumentIssues(
    day,
    {
      year: { min: 1900, max: 9999 },
      month: { min: 1, max: 12 },
      day: { min: 1, max: 31 },
    },
    'year month day',
  );
  if (!isUsable(issues)) return quantity(Number.NaN, issues);
  const clock = zoneClock(day.timeZone);
  if (typeof clock !== 'function') return quantity(Number.NaN, [clock]);
  const midnightMs = Date.UTC(day.year, day.month - 1, day.day);
  const begin = (localMs: number): number =>
    bisect((at) => at + clock(at) >= localMs, localMs - DAY_MS, localMs + DAY_MS);
  return quantity((begin(midnightMs + DAY_MS) - begin(midnightMs)) / HOUR_MS, NO_ISSUES);
};
