import { outOfDomain, valueIssues } from '../argument-issues.ts';
import { floor } from '../math.ts';
import { FINITE, type Issue } from '../quantity.ts';
import { DAY_MS } from './local-time.ts';

/** Hours that share a price. */
export interface TariffPeriod {
  readonly name: string;
  /** Price of a kWh, in any currency. */
  readonly pricePerKwh: number;
  /** Local hours from, to, in quarters of an hour; 22 to 7 goes over midnight. */
  readonly hours: readonly (readonly [fromHour: number, toHour: number])[];
  /** Days of the week, 0 (Sunday) to 6; all when not given. After midnight the new day counts. */
  readonly weekdays?: readonly number[];
  /** Months, 1 to 12; all when not given. */
  readonly months?: readonly number[];
}

/** Prices of energy by the hour. */
export interface TimeOfUseTariff {
  /** Where periods overlap the first one counts. */
  readonly periods: readonly TariffPeriod[];
  /** Local dates (`2026-07-04`) that are billed as Sundays. */
  readonly holidays?: readonly string[];
}

/** Quarters of an hour in a day. */
export const SLOTS = 96;
/** Marks a quarter of an hour that no period covers. */
export const UNPRICED = 255;

/** Period of each quarter of an hour: month 0 to 11, weekday 0 to 6, quarter 0 to 95. */
export const scheduleOf = ({ periods }: TimeOfUseTariff): Uint8Array => {
  const schedule = new Uint8Array(12 * 7 * SLOTS).fill(UNPRICED);
  for (let index = periods.length - 1; index >= 0; index--) {
    const { hours, weekdays, months } = periods[index]!;
    const isCovered = Array.from({ length: SLOTS }, (_, slot) =>
      hours.some(([from, to]) =>
        from < to ? slot >= 4 * from && slot < 4 * to : slot >= 4 * from || slot < 4 * to,
      ),
    );
    for (let at = 0; at < schedule.length; at++) {
      const day = floor(at / SLOTS);
      const inMonth = months?.includes(floor(day / 7) + 1) ?? true;
      const onDay = weekdays?.includes(day % 7) ?? true;
      if (inMonth && onDay && isCovered[at % SLOTS]!) schedule[at] = index;
    }
  }
  return schedule;
};

/** Where in the schedule a local day begins. */
export const scheduleDay = (localDay: number, holidays: ReadonlySet<number>): number => {
  const weekday = holidays.has(localDay) ? 0 : (((localDay + 4) % 7) + 7) % 7;
  const month = new Date(localDay * DAY_MS).getUTCMonth();
  return (month * 7 + weekday) * SLOTS;
};

/** Days since 1970 of the holidays. */
export const holidayDays = ({ holidays = [] }: TimeOfUseTariff): ReadonlySet<number> =>
  new Set(holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS));

/** One issue for each period or holiday that cannot be billed. */
export const checkTariff = (tariff: TimeOfUseTariff): readonly Issue[] => {
  const { periods, holidays = [] } = tariff;
  const issues = [...valueIssues('periods', periods.length, { min: 1, below: UNPRICED })];
  for (const { name, pricePerKwh, hours, weekdays = [], months = [] } of periods) {
    issues.push(...valueIssues(name, pricePerKwh, FINITE));
    for (const weekday of weekdays) issues.push(...valueIssues(name, weekday, { min: 0, max: 6 }));
    for (const month of months) issues.push(...valueIssues(name, month, { min: 1, max: 12 }));
    for (const hour of hours.flat()) {
      if (hour !== null && hour >= 0 && hour <= 24 && (4 * hour) % 1 === 0) continue;
      issues.push(outOfDomain(name, `expected quarters of an hour from 0 to 24, got ${hour}`));
    }
  }
  for (const date of holidays) {
    if (Number.isNaN(Date.parse(`${date}T00:00:00Z`))) {
      issues.push(outOfDomain('holidays', `expected dates, got ${date}`));
    }
  }
  return issues;
};
