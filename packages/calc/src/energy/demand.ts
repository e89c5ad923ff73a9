import { argumentIssues, issue, outOfDomain } from '../argument-issues.ts';
import { nanColumn, unlessIssues } from '../evaluate.ts';
import { ceil, max } from '../math.ts';
import { type Issue, isUsable, NO_ISSUES, NOT_NEGATIVE, POSITIVE } from '../quantity.ts';
import { totalizerDelta } from '../signals/totalizer.ts';

/** Mean power over windows, and the greatest of them. */
export interface PowerDemand {
  /** Mean power of each window, kW; NaN where a sample is missing. */
  readonly windowsKw: Float64Array;
  readonly peakKw: number;
  /** Position of the peak in `windowsKw`, the first of equals; -1 without one. */
  readonly peakIndex: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates demand over fixed windows, as a billing meter does, kW.
 *
 * @param load - mean power of each sample, kW, evenly spaced, NaN for a missing one; samples in a
 *   window, a whole number; samples before the first whole window (0 when not given)
 *
 * Convention: windows follow each other; one that the data only begin or end does not count. A
 * missing sample leaves its window without demand.
 * Source: block interval demand of utility practice, by definition.
 */
export const fixedWindowDemand = (load: {
  readonly powersKw: ArrayLike<number>;
  readonly windowSamples: number;
  readonly offsetSamples?: number;
}): PowerDemand => {
  const { windowSamples, offsetSamples = 0 } = load;
  const issues = checkWindow(load, (load.powersKw.length - offsetSamples) / windowSamples);
  if (!isUsable(issues)) return withPeak(new Float64Array(0), issues);
  return fixedAmong(slidingWindowDemand(load), windowSamples, offsetSamples);
};

/** The fixed windows among those that slide: each that begins where the one before it ended. */
export const fixedAmong = (
  { windowsKw: slidingKw, issues }: PowerDemand,
  windowSamples: number,
  offsetSamples: number,
): PowerDemand => {
  const length = max(0, ceil((slidingKw.length - offsetSamples) / windowSamples));
  return withPeak(
    Float64Array.from({ length }, (_, i) => slidingKw[offsetSamples + i * windowSamples]!),
    issues,
  );
};

/**
 * Calculates demand over a window that slides by one sample, kW.
 *
 * Its peak is never below that of fixed windows of the same length.
 *
 * @param load - mean power of each sample, kW, evenly spaced, NaN for a missing one; samples in a
 *   window, a whole number
 * @returns a window for each of its starts: shape (n - windowSamples + 1)
 *
 * Source: rolling interval demand, by definition.
 */
export const slidingWindowDemand = (load: {
  readonly powersKw: ArrayLike<number>;
  readonly windowSamples: number;
}): PowerDemand => {
  const { powersKw, windowSamples } = load;
  const count = powersKw.length - windowSamples + 1;
  const issues = checkWindow(load, count);
  if (!isUsable(issues)) return withPeak(new Float64Array(0), issues);
  const windowsKw = nanColumn(count);
  let sum = 0;
  let wholeFrom = 0;
  let missingCount = 0;
  for (let i = 0; i < powersKw.length; i++) {
    const power = powersKw[i]!;
    if (!Number.isFinite(power)) {
      // No window over a missing sample: the sum begins again behind it.
      sum = 0;
      wholeFrom = i + 1;
      missingCount++;
      continue;
    }
    sum += power;
    const start = i - windowSamples + 1;
    if (start < wholeFrom) continue;
    windowsKw[start] = sum / windowSamples;
    sum -= powersKw[start]!;
  }
  return withPeak(windowsKw, missingIssues('powersKw', missingCount));
};

/** Power between the readings of an energy register. */
export interface RegisterDemand {
  /** Mean power between each reading and the next, kW; shape (n - 1). */
  readonly powersKw: Float64Array;
  readonly peakKw: number;
  readonly peakIndex: number;
  readonly energyKwh: number;
  /** Position of each reading that is left out: the mean power over it stands on both of its sides. */
  readonly leftOut: Uint32Array;
  readonly issues: readonly Issue[];
}

/**
 * Calculates power from the readings of a cumulative energy register, kW.
 *
 * @param register - readings, kWh, evenly spaced; minutes between them; the reading at which the
 *   register is back at 0; the greatest energy between two readings that is believed after a fall, kWh (half the
 *   modulus when not given)
 *
 * Convention: what falls is a rollover, a reset or left out as {@link totalizerDelta} says.
 * Source: difference quotient.
 */
export const demandFromRegister = (register: {
  readonly readingsKwh: ArrayLike<number>;
  readonly intervalMinutes: number;
  readonly modulusKwh?: number;
  readonly greatestDeltaKwh?: number;
}): RegisterDemand => {
  const { intervalMinutes, modulusKwh = 0, greatestDeltaKwh = modulusKwh / 2 } = register;
  const { deltas, total, leftOut, ...counted } = totalizerDelta({
    readings: register.readingsKwh,
    modulus: modulusKwh,
    greatestDelta: greatestDeltaKwh,
  });
  const own = argumentIssues(
    register,
    { intervalMinutes: POSITIVE, modulusKwh: NOT_NEGATIVE },
    'intervalMinutes',
  );
  // The energy over a reading that is left out is known, not how its two intervals share it.
  for (const at of leftOut) deltas[at - 1] = deltas[at]! /= 2;
  const powersKw = deltas.map((delta) => (delta * 60) / intervalMinutes);
  const { peakKw, peakIndex } = withPeak(powersKw);
  const found = { powersKw, peakKw, peakIndex, energyKwh: total, leftOut };
  return unlessIssues([...counted.issues, ...own], found);
};

/** Says that samples are missing. */
export const missingIssues = (parameter: string, count: number): readonly Issue[] =>
  count > 0 ? [issue('LEFT_OUT', parameter, `${count} are missing`)] : NO_ISSUES;

const checkWindow = (
  load: { readonly windowSamples: number; readonly offsetSamples?: number },
  windows: number,
): readonly Issue[] => {
  const issues = argumentIssues(
    load,
    {
      windowSamples: { min: 1, isWhole: true },
      offsetSamples: { min: 0, isWhole: true },
    },
    'windowSamples',
  );
  if (!(windows >= 1)) issues.push(outOfDomain('powersKw', 'expected at least one whole window'));
  return issues;
};

const withPeak = (windowsKw: Float64Array, issues: readonly Issue[] = NO_ISSUES): PowerDemand => {
  let peakKw = -Infinity;
  let peakIndex = -1;
  for (let window = 0; window < windowsKw.length; window++) {
    const power = windowsKw[window]!;
    if (power > peakKw) {
      peakKw = power;
      peakIndex = window;
    }
  }
  return { windowsKw, peakKw: windowsKw[peakIndex] ?? Number.NaN, peakIndex, issues };
};
