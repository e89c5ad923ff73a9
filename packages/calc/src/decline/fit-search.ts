import { abs, max } from '../math.ts';
import { medianOf } from '../statistics/quantile.ts';
import { arpsLogDrop } from './arps-kernel.ts';
import {
  descend,
  fitResiduals,
  type ArpsParameters,
  type FitBounds,
  type FitDescent,
  type FitLoss,
} from './fit-descent.ts';
import { thinSamples, type FitSamples } from './fit-samples.ts';

/** Medians that the starts are ranked on: enough for a decline, few enough for fifty trials. */
const THIN_COUNT = 150;

/** Ranks a grid of declines and exponents on a thinned history and descends from the best. */
export const bestOfStarts = (all: FitSamples, bounds: FitBounds, loss: FitLoss): ArpsParameters => {
  const samples = thinSamples(all, THIN_COUNT);
  const span = samples.times[samples.times.length - 1]!;
  const [low, high] = bounds.exponent;
  const starts: FitDescent[] = [];
  for (const part of [0.05, 0.35, 0.65, 0.95]) {
    for (let power = -1; power <= 3.5; power += 0.5) {
      const exponent = low + part * (high - low);
      const parameters = withRate(samples, 10 ** power / span, exponent);
      starts.push({
        parameters,
        objective: sumOfSizes(samples, parameters, loss),
        isConverged: false,
      });
    }
  }
  starts.sort((a, b) => a.objective - b.objective);
  const ends = starts.slice(0, 5).map(({ parameters }) => {
    const scale = scaleOf(fitResiduals(samples, parameters), samples);
    const robust = loss === 'squares' ? 'squares' : 'huber';
    const end = descend(samples, parameters, bounds, robust, scale, 30);
    return { ...end, objective: sumOfSizes(samples, end.parameters, loss) };
  });
  return ends.reduce((best, end) => (end.objective < best.objective ? end : best)).parameters;
};

/** Completes a decline and an exponent with the initial rate of the median sample. */
const withRate = (samples: FitSamples, decline: number, exponent: number): ArpsParameters => {
  const logs = new Float64Array(samples.times.length);
  for (let i = 0; i < logs.length; i++) {
    const log = samples.isLog ? samples.values[i]! : Math.log(samples.values[i]!);
    logs[i] = log + arpsLogDrop(decline * samples.times[i]!, exponent);
  }
  return [medianOf(logs), Math.log(decline), exponent];
};

/** Sum of squared residuals, or of their sizes when the loss is a robust one. */
const sumOfSizes = (samples: FitSamples, parameters: ArpsParameters, loss: FitLoss): number => {
  const residuals = fitResiduals(samples, parameters);
  let sum = 0;
  for (const residual of residuals) {
    sum += loss === 'squares' ? residual * residual : abs(residual);
  }
  return sum;
};

/** Standard deviation of the bulk of the residuals, by their median size. */
const scaleOf = (residuals: Float64Array, { values }: FitSamples): number => {
  const median = medianOf(residuals.map(abs));
  // Data without noise: rounding is left, and no residual may count as an outlier for it.
  return max(1.4826 * median, 1e-9 * (1 + abs(values[0]!)));
};

/** Descends on all samples, with a fresh scale for each stage of a robust loss. */
export const polish = (
  samples: FitSamples,
  start: ArpsParameters,
  bounds: FitBounds,
  loss: FitLoss,
): { readonly descent: FitDescent; readonly scale: number } => {
  const stages: readonly FitLoss[] = ['huber', loss, loss];
  let parameters = start;
  let scale = 1;
  let descent: FitDescent | undefined;
  for (const [index, stage] of stages.entries()) {
    scale = scaleOf(fitResiduals(samples, parameters), samples);
    const stepsMax = index === stages.length - 1 ? 60 : 10;
    descent = descend(samples, parameters, bounds, stage, scale, stepsMax);
    parameters = descent.parameters;
  }
  return { descent: descent!, scale };
};
