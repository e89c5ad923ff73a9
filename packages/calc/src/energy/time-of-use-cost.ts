import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { ceil, floor, max, min } from '../math.ts';
import { FINITE, type Issue, isUsable, POSITIVE } from '../quantity.ts';
import { missingIssues } from './demand.ts';
import { clockStretches, type ZoneClock, zoneClock } from './local-time.ts';
import {
  checkTariff,
  holidayDays,
  scheduleDay,
  scheduleOf,
  SLOTS,
  type TimeOfUseTariff,
  UNPRICED,
} from './tariff-schedule.ts';

/** Power of a meter at even intervals. */
export interface MeteredPower {
  /** Mean power of each interval, kW; NaN for a missing one; shape (n). */
  readonly powersKw: ArrayLike<number>;
  /** Start of the first interval, ms since 1970 UTC. */
  readonly startMs: number;
  readonly intervalMinutes: number;
  /** IANA time zone in which the tariff's hours are meant. */
  readonly timeZone: string;
}

/** Energy and its cost by period of the tariff. */
export interface TimeOfUseCost {
  /** In the order of the periods, as are `costs` and `peaksKw`. */
  readonly energiesKwh: Float64Array;
  readonly costs: Float64Array;
  /** Greatest power of an interval in each period; NaN in a period without one. */
  readonly peaksKw: Float64Array;
  readonly energyKwh: number;
  readonly cost: number;
  /** Intervals without a power. */
  readonly missingCount: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the cost of energy under a time-of-use tariff, in the currency of its prices.
 *
 * Days last as long as they do: 23 or 25 h when the clock changes, and the hour that comes twice is
 * billed twice. An interval belongs to the period in which it starts. Hours that no period covers
 * are an issue, and the cost is NaN.
 *
 * @param meter - power by interval of 1 minute to a day, with the tariff
 *
 * Source: by definition; local time from the IANA time zone database.
 */
export const timeOfUseCost = (
  meter: MeteredPower & { readonly tariff: TimeOfUseTariff },
): TimeOfUseCost => {
  const { tariff } = meter;
  const issues = [
    ...argumentIssues(
      meter,
      { startMs: FINITE, intervalMinutes: { ...POSITIVE, max: 1440 } },
      'startMs intervalMinutes',
    ),
    ...checkTariff(tariff),
  ];
  const clock = zoneClock(meter.timeZone);
  if (typeof clock !== 'function') issues.push(clock);
  if (!isUsable(issues) || typeof clock !== 'function') return bill(tariff, noSums(), issues);
  const sums = sumByPeriod(meter, clock);
  issues.push(...missingIssues('powersKw', sums.missingCount));
  if (sums.energies[UNPRICED] !== 0 || sums.peaks[UNPRICED] !== -Infinity) {
    issues.push(outOfDomain('periods', `${sums.energies[UNPRICED]} kWh fall in no period`));
  }
  return bill(tariff, sums, issues);
};

const QUARTER_MS = 900_000;

interface PeriodSums {
  /** By index of the period, kWh; that of no period last. */
  readonly energies: Float64Array;
  readonly peaks: Float64Array;
  readonly missingCount: number;
}

const noSums = (): PeriodSums => {
  const unknown = new Float64Array(UNPRICED + 1).fill(Number.NaN);
  return { energies: unknown, peaks: unknown, missingCount: 0 };
};

const sumByPeriod = (
  meter: MeteredPower & { readonly tariff: TimeOfUseTariff },
  clock: ZoneClock,
): PeriodSums => {
  const { powersKw, startMs, intervalMinutes, tariff } = meter;
  const schedule = scheduleOf(tariff);
  const holidays = holidayDays(tariff);
  const stepMs = intervalMinutes * 60_000;
  const count = powersKw.length;
  const stretches = clockStretches(clock, startMs, startMs + count * stepMs);
  const energies = new Float64Array(UNPRICED + 1);
  const peaks = new Float64Array(UNPRICED + 1).fill(-Infinity);
  let missingCount = 0;
  let stretch = 0;
  let localDay = Number.NaN;
  let dayStart = 0;
  for (let i = 0; i < count;) {
    // Intervals that begin in one quarter of an hour, before a change of the clock, have one price.
    const atMs = startMs + i * stepMs;
    while (atMs >= stretches[stretch]!.endMs) stretch++;
    const { endMs, offsetMs } = stretches[stretch]!;
    const quarter = floor((atMs + offsetMs) / QUARTER_MS);
    const day = floor(quarter / SLOTS);
    if (day !== localDay) [localDay, dayStart] = [day, scheduleDay(day, holidays)];
    const period = schedule[dayStart + quarter - day * SLOTS]!;
    const changeMs = min((quarter + 1) * QUARTER_MS - offsetMs, endMs);
    const next = min(max(ceil((changeMs - startMs) / stepMs), i + 1), count);
    for (; i < next; i++) {
      const power = powersKw[i]!;
      if (Number.isFinite(power)) {
        energies[period]! += power;
        if (power > peaks[period]!) peaks[period] = power;
      } else {
        missingCount++;
      }
    }
  }
  return {
    energies: energies.map((sum) => (sum * intervalMinutes) / 60),
    peaks,
    missingCount,
  };
};

const bill = (
  { periods }: TimeOfUseTariff,
  { energies, peaks, missingCount }: PeriodSums,
  issues: readonly Issue[],
): TimeOfUseCost => {
  const energiesKwh = energies.slice(0, periods.length);
  const costs = energiesKwh.map((energy, index) => energy * periods[index]!.pricePerKwh);
  const sum = (total: number, each: number): number => total + each;
  return {
    energiesKwh,
    costs,
    peaksKw: peaks.slice(0, periods.length).map((peak) => (peak === -Infinity ? Number.NaN : peak)),
    energyKwh: energiesKwh.reduce(sum, energies[UNPRICED]!),
    cost: isUsable(issues) ? costs.reduce(sum, 0) : Number.NaN,
    missingCount,
    issues,
  };
};
