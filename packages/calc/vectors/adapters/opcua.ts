import {
  aggregateHistory,
  aggregateIntervals,
  countAnnotations,
  DEFAULT_AGGREGATE_CONFIGURATION,
  HistoryStatus,
  type AggregateColumns,
  type AggregateConfiguration,
  type AggregateName,
  type AggregateRange,
  type HistorySamples,
} from '../../src/aggregates/index.ts';
import type { VectorAdapter, VectorFunction, VectorOutputs, VectorReader } from '../adapter.ts';
import { numberOf, rowsOf } from './series-inputs.ts';

const STATUS_NAMES: readonly (readonly [name: string, code: number])[] = [
  ['BadNoData', HistoryStatus.badNoData],
  ['BadAggregateInvalidInputs', HistoryStatus.badAggregateInvalidInputs],
  ['Bad', HistoryStatus.bad],
  ['UncertainDataSubNormal', HistoryStatus.uncertainDataSubNormal],
  ['Uncertain', HistoryStatus.uncertain],
  ['Good', HistoryStatus.good],
];

function statusName(status: number): string {
  const code = (status & 0xffff_0000) >>> 0;
  return STATUS_NAMES.find(([, known]) => known === code)?.[0] ?? `0x${code.toString(16)}`;
}

function statusCode(word: string): number {
  const name = word.replaceAll('_', '');
  return STATUS_NAMES.find(([known]) => name.startsWith(known))?.[1] ?? HistoryStatus.bad;
}

/** A time of day (`12:00:05`) or a number of seconds, as ms. */
function milliseconds(time: unknown): number {
  if (typeof time === 'number') return Math.round(time * 1000);
  const [hours = 0, minutes = 0, seconds = 0] = String(time).split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function timeOf(ms: number, like: unknown): unknown {
  if (typeof like === 'number') return ms / 1000;
  const seconds = ms / 1000;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

function rangeOf(inputs: VectorReader): AggregateRange {
  return {
    startMs: milliseconds(inputs.raw('start')),
    endMs: milliseconds(inputs.raw('end')),
    processingIntervalMs: numberOf(inputs, ['processing_interval', 'interval'], 0),
  };
}

function samplesOf(inputs: VectorReader): HistorySamples {
  const rows = rowsOf(inputs, 'data', 'samples');
  return {
    timesMs: Float64Array.from(rows, ([time]) => milliseconds(time)),
    values: Float64Array.from(rows, ([, value]) => (value === null ? Number.NaN : Number(value))),
    statuses: Uint32Array.from(rows, ([, , status]) =>
      statusCode(typeof status === 'string' ? status : 'Good'),
    ),
  };
}

function configurationOf(inputs: VectorReader): AggregateConfiguration {
  const given = inputs.has('configuration') ? inputs.raw('configuration') : {};
  return { ...DEFAULT_AGGREGATE_CONFIGURATION, ...(given as Partial<AggregateConfiguration>) };
}

function results(
  inputs: VectorReader,
  aggregate: AggregateName,
  options: Partial<AggregateConfiguration> = {},
): AggregateColumns {
  return aggregateHistory({
    ...rangeOf(inputs),
    aggregate,
    samples: samplesOf(inputs),
    configuration: { ...configurationOf(inputs), ...options },
  });
}

function asOutputs(inputs: VectorReader, columns: AggregateColumns): VectorOutputs {
  const like = inputs.raw('start');
  const { timesMs, values, statuses } = columns;
  const rows = Array.from(timesMs, (ms, i) => [
    timeOf(ms, like),
    Number.isNaN(values[i]) ? null : values[i],
    statusName(statuses[i]!),
  ]);
  return {
    rows,
    value: rows[0]?.[1],
    status: rows[0]?.[2],
    timestamp: rows[0]?.[0],
    values,
    statuses: rows.map((row) => row[2]),
  };
}

const rowsFor =
  (aggregate: AggregateName): VectorFunction =>
  (inputs) =>
    asOutputs(inputs, results(inputs, aggregate));

function transitions(inputs: VectorReader): VectorOutputs {
  const outputs = asOutputs(inputs, results(inputs, 'NumberOfTransitions'));
  const { value } = outputs;
  return { ...outputs, transitions: value, count: value, transitions_reported_by_net: value };
}

function annotations(inputs: VectorReader): VectorOutputs {
  const times = inputs.raw('annotation_times') as unknown[];
  const annotationTimesMs = times.map(milliseconds);
  return asOutputs(inputs, countAnnotations({ ...rangeOf(inputs), annotationTimesMs }));
}

function first(inputs: VectorReader, aggregate: AggregateName): number | undefined {
  return results(inputs, aggregate, { countUncertainAsGood: true }).values[0];
}

export const opcua: VectorAdapter = {
  'opcua.aggregate.interpolative': rowsFor('Interpolative'),
  'opcua.aggregate.average': rowsFor('Average'),
  'opcua.aggregate.timeAverage': rowsFor('TimeAverage'),
  'opcua.aggregate.timeAverage2': rowsFor('TimeAverage2'),
  'opcua.aggregate.total': rowsFor('Total'),
  'opcua.aggregate.total2': rowsFor('Total2'),
  'opcua.aggregate.minimum': rowsFor('Minimum'),
  'opcua.aggregate.maximum': rowsFor('Maximum'),
  'opcua.aggregate.minimumActualTime': rowsFor('MinimumActualTime'),
  'opcua.aggregate.maximumActualTime': rowsFor('MaximumActualTime'),
  'opcua.aggregate.range': rowsFor('Range'),
  'opcua.aggregate.minimum2': rowsFor('Minimum2'),
  'opcua.aggregate.maximum2': rowsFor('Maximum2'),
  'opcua.aggregate.minimumActualTime2': rowsFor('MinimumActualTime2'),
  'opcua.aggregate.maximumActualTime2': rowsFor('MaximumActualTime2'),
  'opcua.aggregate.range2': rowsFor('Range2'),
  'opcua.aggregate.count': rowsFor('Count'),
  'opcua.aggregate.annotationCount': annotations,
  'opcua.aggregate.durationInStateZero': rowsFor('DurationInStateZero'),
  'opcua.aggregate.durationInStateNonZero': rowsFor('DurationInStateNonZero'),
  'opcua.aggregate.durationInState': (inputs) => ({
    duration_zero: first(inputs, 'DurationInStateZero'),
    duration_nonzero: first(inputs, 'DurationInStateNonZero'),
  }),
  'opcua.aggregate.numberOfTransitions': transitions,
  'opcua.aggregate.start': rowsFor('Start'),
  'opcua.aggregate.end': rowsFor('End'),
  'opcua.aggregate.delta': rowsFor('Delta'),
  'opcua.aggregate.startBound': rowsFor('StartBound'),
  'opcua.aggregate.endBound': rowsFor('EndBound'),
  'opcua.aggregate.deltaBounds': rowsFor('DeltaBounds'),
  'opcua.aggregate.durationGood': rowsFor('DurationGood'),
  'opcua.aggregate.durationBad': rowsFor('DurationBad'),
  'opcua.aggregate.durationGoodBad': (inputs) => ({
    duration_good: first(inputs, 'DurationGood'),
    duration_bad: first(inputs, 'DurationBad'),
  }),
  'opcua.aggregate.percentGood': rowsFor('PercentGood'),
  'opcua.aggregate.percentBad': rowsFor('PercentBad'),
  'opcua.aggregate.percentGoodBad': (inputs) => ({
    percent_good: first(inputs, 'PercentGood'),
    percent_bad: first(inputs, 'PercentBad'),
  }),
  'opcua.aggregate.worstQuality': rowsFor('WorstQuality'),
  'opcua.aggregate.worstQuality2': rowsFor('WorstQuality2'),
  'opcua.aggregate.standardDeviationSample': rowsFor('StandardDeviationSample'),
  'opcua.aggregate.standardDeviationPopulation': rowsFor('StandardDeviationPopulation'),
  'opcua.aggregate.varianceSample': rowsFor('VarianceSample'),
  'opcua.aggregate.variancePopulation': rowsFor('VariancePopulation'),
  'opcua.aggregate.intervalGeneration': (inputs) => ({
    intervals: aggregateIntervals(rangeOf(inputs)).map(({ startMs, endMs }) => [
      timeOf(startMs, inputs.raw('start')),
      timeOf(endMs, inputs.raw('start')),
    ]),
  }),
};
