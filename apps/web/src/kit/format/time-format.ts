const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** In an hour that the clock repeats, each time has its offset behind it: `02:30:00 UTC+1`. */
export interface TimeFormat {
  /** `14:03:05` */
  readonly timeOfDay: (timeMs: number) => string;
  /** `21 Nov 2026, 14:03:05` */
  readonly dateTime: (timeMs: number) => string;
  /** `21 Nov 2026, 14:03:05.120` */
  readonly dateTimeMs: (timeMs: number) => string;
  /** `21 Nov 2026`, of a day as ISO 8601 writes it: it is the same in every zone. */
  readonly day: (isoDay: string) => string;
  /** Label of a chart's tick, as fine as the distance between ticks asks for. */
  readonly tick: (timeMs: number, stepMs: number) => string;
  /** IANA name of the zone that all these are in. */
  readonly timeZone: string;
  /** The zone's distance from UTC at a time: `UTC+1`. */
  readonly offsetName: (timeMs: number) => string;
  /** The zone as a clock has it beside it: `Bogota, UTC-5`. */
  readonly zoneName: (timeMs: number) => string;
  /** By how much the zone is ahead of UTC at a time, in milliseconds. */
  readonly offsetMs: (timeMs: number) => number;
}

/** By how much clocks are put back: an hour, and half of one on Lord Howe Island. */
const CLOCK_CHANGES_MS = [60, -60, 30, -30].map((minutes) => minutes * MINUTE_MS);

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const;

export function createTimeFormat(locale: string, timeZone?: string): TimeFormat {
  const zone = timeZone === undefined ? {} : { timeZone };
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...zone, ...options });

  const clock = make(CLOCK);
  const clockMs = make({ ...CLOCK, fractionalSecondDigits: 3 });
  const clockMinutes = make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const full = make({ ...DATE, ...CLOCK });
  const fullMs = make({ ...DATE, ...CLOCK, fractionalSecondDigits: 3 });
  const day = make({ day: 'numeric', month: 'short' });
  const wholeDay = new Intl.DateTimeFormat(locale, { ...DATE, timeZone: 'UTC' });
  const offset = make({ timeZoneName: 'shortOffset' });

  const offsetName = (timeMs: number): string => {
    const part = offset.formatToParts(timeMs).find(({ type }) => type === 'timeZoneName');
    return (part?.value ?? '').replace('GMT', 'UTC');
  };
  const isRepeated = (timeMs: number): boolean =>
    CLOCK_CHANGES_MS.some((changeMs) => full.format(timeMs + changeMs) === full.format(timeMs));
  const apart = (timeMs: number, text: string): string =>
    isRepeated(timeMs) ? `${text} ${offsetName(timeMs)}` : text;

  const tick = (timeMs: number, stepMs: number): string => {
    if (stepMs >= DAY_MS) return day.format(timeMs);
    if (stepMs < SECOND_MS) return apart(timeMs, clockMs.format(timeMs));
    if (stepMs < MINUTE_MS) return apart(timeMs, clock.format(timeMs));
    const text = clockMinutes.format(timeMs);
    // Midnight says which day begins.
    return apart(timeMs, text === '00:00' ? day.format(timeMs) : text);
  };
  const { timeZone: zoneId } = clock.resolvedOptions();
  const place = zoneId.slice(zoneId.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return {
    timeOfDay: (timeMs) => apart(timeMs, clock.format(timeMs)),
    dateTime: (timeMs) => apart(timeMs, full.format(timeMs)),
    dateTimeMs: (timeMs) => apart(timeMs, fullMs.format(timeMs)),
    day: (isoDay) => wholeDay.format(Date.parse(`${isoDay}T00:00:00Z`)),
    tick,
    timeZone: zoneId,
    offsetName,
    zoneName: (timeMs) => (zoneId === 'UTC' ? zoneId : `${place}, ${offsetName(timeMs)}`),
    offsetMs: createOffsetMs(zoneId),
  };
}

/** The distance between a time written by the zone's clock and by that of UTC, to the second. */
function createOffsetMs(timeZone: string): TimeFormat['offsetMs'] {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (timeMs) => {
    const wholeMs = Math.floor(timeMs / SECOND_MS) * SECOND_MS;
    const parts = Object.fromEntries(
      format.formatToParts(wholeMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - wholeMs;
  };
}
