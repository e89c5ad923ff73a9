import {
  AggregateBit,
  HistoryStatus,
  type AggregateColumns,
  type HistorySamples,
} from '../../src/aggregates/index.ts';

const STATUSES: Readonly<Record<string, number>> = {
  Good: HistoryStatus.good,
  Uncertain: HistoryStatus.uncertain,
  Bad: HistoryStatus.bad,
  NoData: HistoryStatus.badNoData,
};

/** Samples written as `seconds value status, ...`; Good when no status is given. */
export function samplesOf(text: string): HistorySamples {
  const rows = text.split(', ').map((sample) => sample.split(' '));
  return {
    timesMs: rows.map(([seconds]) => Math.round(Number(seconds) * 1000)),
    values: rows.map(([, value]) => (value === 'NoData' ? Number.NaN : Number(value))),
    statuses: rows.map(
      ([, value, status = value === 'NoData' ? 'NoData' : 'Good']) => STATUSES[status]!,
    ),
  };
}

/** Results as `value status-and-bits`, three decimals at most; `-` without data, `Bad` when Bad. */
export function resultsOf({ values, statuses }: AggregateColumns): string[] {
  return Array.from(statuses, (status, i) => {
    if (status === HistoryStatus.badNoData) return '-';
    if (status === HistoryStatus.bad) return 'Bad';
    const bits = [
      status & 3 & AggregateBit.calculated ? 'c' : '',
      status & 3 & AggregateBit.interpolated ? 'i' : '',
      status & 4 ? 'p' : '',
      status & 16 ? 'm' : '',
    ];
    const quality = status >>> 30 === 0 ? 'G' : 'U';
    return `${Math.round(values[i]! * 1000) / 1000} ${quality}${bits.join('')}`;
  });
}
