import {
  ewmaChart,
  modifiedZScores,
  seasonalDecomposition,
  seasonalOutliers,
  stepChanges,
  tabularCusum,
  zScores,
  type StlOptions,
} from '../../src/statistics/index.ts';
import type { VectorAdapter, VectorOutputs, VectorReader } from '../adapter.ts';
import { listOf, nameOf, numberOf } from './series-inputs.ts';

function stlInputs(inputs: VectorReader): StlOptions & { readonly values: number[] } {
  return {
    values: listOf(inputs, 'x', 'y'),
    period: numberOf(inputs, ['period']),
    seasonalSpan: numberOf(inputs, ['seasonal'], 7),
    ...(inputs.has('trend') ? { trendSpan: inputs.number('trend') } : {}),
    robust: inputs.flag('robust', false),
  };
}

function ewma(inputs: VectorReader): VectorOutputs {
  const target = numberOf(inputs, ['mean0', 'mean', 'target']);
  const chart = ewmaChart({
    values: listOf(inputs, 'x'),
    smoothing: numberOf(inputs, ['lam', 'lambda']),
    target,
    standardDeviation: numberOf(inputs, ['sigma']),
    limitWidth: numberOf(inputs, ['L'], 3),
  });
  const isExact = nameOf(inputs, 'exact', 'exact_limits') !== undefined;
  return {
    ewma: [target, ...chart.averages],
    ucl: isExact ? chart.upperLimits : chart.upperLimit,
    lcl: isExact ? chart.lowerLimits : chart.lowerLimit,
    ucl_exact: chart.upperLimits,
    lcl_exact: chart.lowerLimits,
    out_of_control: isExact ? chart.earlySignals : chart.signals,
  };
}

function cusum(inputs: VectorReader): VectorOutputs {
  const { upperSums, lowerSums, signals } = tabularCusum({
    values: listOf(inputs, 'x'),
    target: numberOf(inputs, ['target', 'mean0']),
    allowance: numberOf(inputs, ['k']),
    decisionInterval: numberOf(inputs, ['h']),
  });
  return { S_hi: upperSums, S_lo: lowerSums, first_signal: signals[0], signals };
}

function components(inputs: VectorReader): VectorOutputs {
  const options = stlInputs(inputs);
  const { trend, seasonal, remainder } = seasonalDecomposition(options);
  return {
    trend: trend.filter((_, i) => i % options.period === 0),
    seasonal: seasonal.slice(0, options.period),
    residual: remainder,
  };
}

function seasonalAnomaly(inputs: VectorReader): VectorOutputs {
  const { largest, remainder, trend, outliers } = seasonalOutliers(stlInputs(inputs));
  return {
    anomaly_index: largest,
    residual_at_anomaly: remainder[largest],
    trend_mid: trend[Math.floor(trend.length / 2)],
    anomalies: outliers,
  };
}

/** The functions of the vectors' `anomaly` names. */
export const anomaly: VectorAdapter = {
  'anomaly.zScore': (inputs) => {
    const { scores, outliers, centre, spread } = zScores({
      values: listOf(inputs, 'x'),
      threshold: numberOf(inputs, ['threshold'], 3),
      lostDegreesOfFreedom: numberOf(inputs, ['ddof'], 1) === 0 ? 0 : 1,
    });
    return { z: scores, anomalies: outliers, mean: centre, std: spread };
  },
  'anomaly.modifiedZScore': (inputs) => {
    const { scores, outliers, centre, spread } = modifiedZScores({
      values: listOf(inputs, 'x'),
      threshold: numberOf(inputs, ['threshold'], 3.5),
    });
    return { m: scores, anomalies: outliers, median: centre, mad: spread };
  },
  'anomaly.ewma': ewma,
  'anomaly.tabularCusum': cusum,
  'anomaly.stl': seasonalAnomaly,
  'anomaly.stl.components': components,
  'anomaly.stepChanges': (inputs) => {
    const { indices, levels, steps } = stepChanges({ values: listOf(inputs, 'x') });
    return { indices, levels, steps };
  },
};
