import {
  deadBandIndices,
  interpolateSignal,
  irregularEma,
  lttbIndices,
  m4Indices,
  minMaxIndices,
  rateOfChange,
  swingingDoorIndices,
  timeWeightedAverage,
  totalizerDelta,
  type KeptSamples,
} from '../../src/signals/index.ts';
import {
  median,
  medianAbsoluteDeviation,
  percentile,
  sampleStatistics,
} from '../../src/statistics/index.ts';
import type { VectorAdapter, VectorOutputs, VectorReader } from '../adapter.ts';
import {
  listOf,
  nameOf,
  numberOf,
  pointColumns,
  rowsOf,
  shapeOf,
  textOf,
} from './series-inputs.ts';

function picture(inputs: VectorReader): Parameters<typeof m4Indices>[0] {
  const { times, values } = pointColumns(inputs);
  return {
    times,
    values,
    columns: numberOf(inputs, ['width', 'buckets', 'columns']),
    start: numberOf(inputs, ['t0', 'start'], times[0] ?? 0),
    end: numberOf(inputs, ['t1', 'end'], times.at(-1) ?? 1),
  };
}

function kept(inputs: VectorReader, { indices }: KeptSamples): VectorOutputs {
  const rows = rowsOf(inputs, 'points', 'samples', 'data');
  return {
    indices,
    kept: Array.from(indices, (index) => rows[index]),
    count: indices.length,
    kept_count: indices.length,
    max_error: largestError(inputs, indices),
  };
}

/** Greatest distance of a sample from the line through the kept ones. */
function largestError(inputs: VectorReader, indices: Uint32Array): number {
  const { times, values } = pointColumns(inputs);
  const line = interpolateSignal({
    times: Float64Array.from(indices, (index) => times[index]!),
    values: Float64Array.from(indices, (index) => values[index]!),
    at: times,
    shape: 'linear',
  });
  return line.values.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
}

function average(inputs: VectorReader): VectorOutputs {
  const { value, integral } = timeWeightedAverage({
    ...pointColumns(inputs),
    start: numberOf(inputs, ['t0', 'start']),
    end: numberOf(inputs, ['t1', 'end']),
    shape: shapeOf(inputs),
  });
  return { avg: value, average: value, value, integral };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** The sample as listed, or built from the vector's description: x0, then repeated pairs. */
function sampleOf(inputs: VectorReader): number[] {
  if (!inputs.has('generator')) return listOf(inputs, 'x', 'values', 'data');
  const words = inputs.text('generator');
  const first = /x0=([\d.eE+-]+)/u.exec(words);
  const [, low, high, times] = /\(([\d.eE+-]+),\s*([\d.eE+-]+)\) repeated (\d+)/u.exec(words) ?? [];
  const pairs = Array.from({ length: Number(times) }, () => [Number(low), Number(high)]).flat();
  return [Number(first?.[1]), ...pairs];
}

function spread(inputs: VectorReader): VectorOutputs {
  const found = sampleStatistics(sampleOf(inputs));
  return {
    mean: found.mean,
    std_sample: found.sampleStandardDeviation,
    std_population: found.populationStandardDeviation,
    var_sample: found.sampleVariance,
    var_population: found.populationVariance,
    n: found.count,
  };
}

function quantile(inputs: VectorReader): VectorOutputs {
  const p = numberOf(inputs, ['p', 'q', 'fraction', 'percentile']);
  const name = nameOf(inputs, 'p', 'q', 'fraction', 'percentile') ?? 'p';
  const fraction = inputs.unit(name) === '%' || p > 1 ? p / 100 : p;
  return { value: percentile({ values: sampleOf(inputs), fraction }).value };
}

function interpolated(inputs: VectorReader): VectorOutputs {
  const { values } = interpolateSignal({
    ...pointColumns(inputs),
    at: listOf(inputs, 't', 'times', 'at'),
    shape: shapeOf(inputs),
  });
  return { values, value: values[0] };
}

function counted(inputs: VectorReader): VectorOutputs {
  const modulus = numberOf(inputs, ['max_count', 'modulus', 'rollover', 'max'], 0);
  const { deltas, total, rollovers, resets } = totalizerDelta({
    readings: listOf(inputs, 'readings', 'x', 'values'),
    modulus,
    greatestDelta: numberOf(inputs, ['max_delta', 'greatest_delta'], modulus),
  });
  return { deltas, total, rollovers: rollovers.length, resets: resets.length };
}

export const signal: VectorAdapter = {
  'signal.timeWeightedAverage': average,
  'signal.integral': average,
  'signal.interpolate': interpolated,
  'signal.emaIrregular': (inputs) => {
    const timeConstant = numberOf(inputs, ['tau', 'time_constant']);
    const { values } = irregularEma({ ...pointColumns(inputs), timeConstant });
    return { ema: values, values };
  },
  'signal.totalizerDelta': counted,
  'signal.rateOfChange': (inputs) => {
    const perTime = SECONDS[textOf(inputs, ['per', 'unit'], 's')] ?? 1;
    const { values } = rateOfChange({ ...pointColumns(inputs), perTime });
    return { rates: values, values };
  },
  'signal.swingingDoor': (inputs) => {
    const deviation = numberOf(inputs, ['comp_dev', 'deviation', 'compDev']);
    return kept(inputs, swingingDoorIndices({ ...pointColumns(inputs), deviation }));
  },
  'signal.deadband': (inputs) => {
    const band = numberOf(inputs, ['instrument_precision', 'band', 'deadband', 'deviation', 'dev']);
    return kept(inputs, deadBandIndices({ ...pointColumns(inputs), band }));
  },
  'signal.lttb': (inputs) => {
    const keepCount = numberOf(inputs, ['threshold', 'n_out', 'count']);
    return kept(inputs, lttbIndices({ ...pointColumns(inputs), keepCount }));
  },
  'signal.m4': (inputs) => kept(inputs, m4Indices(picture(inputs))),
  'signal.minMaxDownsample': (inputs) => kept(inputs, minMaxIndices(picture(inputs))),
  'stat.meanStd': spread,
  'stat.variance': spread,
  'stat.percentileLinear': quantile,
  'stat.percentile': quantile,
  'stat.median': (inputs) => ({ value: median(sampleOf(inputs)).value }),
  'stat.mad': (inputs) => ({ value: medianAbsoluteDeviation(sampleOf(inputs)).value }),
};
