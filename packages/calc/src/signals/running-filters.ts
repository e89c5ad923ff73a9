import { unlessIssues } from '../evaluate.ts';
import { expm1, max } from '../math.ts';
import { type Issue, POSITIVE } from '../quantity.ts';
import { type SampleColumns, checkSamples } from './sample-columns.ts';

/** A series that was made from another. */
export interface DerivedSeries {
  readonly values: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Smooths samples at uneven times with an exponential memory.
 *
 * @param signal - samples; time constant above 0 in the unit of the times
 * @returns the average after each sample, in the unit of the values; shape (n)
 *
 * Convention: starts at the first value; weight of a new value 1 - exp(-Δt/τ), so a value that comes
 * late weighs more, and two samples at the same time leave the average as it was.
 * Source: Eckner (2019), Algorithms for Unevenly Spaced Time Series: Moving Averages and Other
 * Rolling Operators, EMA with next-point interpolation; a first-order lag, by definition.
 */
export const irregularEma = (
  signal: SampleColumns & { readonly timeConstant: number },
): DerivedSeries => {
  const issues = checkSamples(signal, { timeConstant: POSITIVE }, 'timeConstant');
  let average = signal.values[0]!;
  const averages = Float64Array.from(signal.values, (value, i) => {
    if (i > 0)
      average -=
        expm1((signal.times[i - 1]! - signal.times[i]!) / signal.timeConstant) * (value - average);
    return average;
  });
  return unlessIssues(issues, { values: averages });
};

/**
 * Calculates how fast a signal changes from each sample to the next.
 *
 * @param signal - samples with strictly ascending times; how many units of the samples' times make
 *   the unit of the rate (60 for a rate per minute from times in seconds; 1 when not given)
 * @returns difference quotients; shape (n - 1)
 *
 * Source: difference quotient, by definition.
 */
export const rateOfChange = (
  signal: SampleColumns & { readonly perTime?: number },
): DerivedSeries => {
  const { times, values, perTime = 1 } = signal;
  const issues = checkSamples(signal, { times: { least: 2 }, perTime: POSITIVE }, '', true);
  const rates = Float64Array.from(
    { length: max(values.length - 1, 0) },
    (_, i) => ((values[i + 1]! - values[i]!) / (times[i + 1]! - times[i]!)) * perTime,
  );
  return unlessIssues(issues, { values: rates });
};
