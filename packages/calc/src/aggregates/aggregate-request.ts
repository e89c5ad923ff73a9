import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { abs, min } from '../math.ts';
import { FINITE, type Issue, NOT_NEGATIVE } from '../quantity.ts';

/** How data that are not Good count. */
export interface AggregateConfiguration {
  /** Whether Uncertain values are treated as Bad ones; the standard's default is true. */
  readonly treatUncertainAsBad: boolean;
  /** From this part of Bad data on a result is Bad, 0 to 100 %. */
  readonly percentDataBad: number;
  /** From this part of Good data on a result is Good, 0 to 100 %, at least 100 - percentDataBad. */
  readonly percentDataGood: number;
  /** Whether a value is extrapolated along the last slope; held when false. */
  readonly useSlopedExtrapolation: boolean;
  /** Whether values hold until the next one; joined by lines when false. */
  readonly stepped: boolean;
  /**
   * Whether DurationGood and PercentGood count Uncertain time as Good when `treatUncertainAsBad` is
   * false, as the OPC Foundation's .NET server does. When false (default) it is neither Good nor
   * Bad, as in the examples of the standard's annex.
   */
  readonly countUncertainAsGood?: boolean;
}

/** The configuration that OPC 10000-13 gives a server that says nothing else. */
export const DEFAULT_AGGREGATE_CONFIGURATION: AggregateConfiguration = Object.freeze({
  treatUncertainAsBad: true,
  percentDataBad: 100,
  percentDataGood: 100,
  useSlopedExtrapolation: false,
  stepped: false,
});

/** A range of time cut into intervals. */
export interface AggregateRange {
  readonly startMs: number;
  /** Not included; before the start, time runs backwards. */
  readonly endMs: number;
  /** Length of an interval; 0 is one interval as long as the range. */
  readonly processingIntervalMs: number;
}

/** One interval: its start belongs to it, its end does not. */
export interface AggregateInterval {
  /** The timestamp of the result; the later edge when time runs backwards. */
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Cuts a range of time into processing intervals; the last one is what remains.
 *
 * Source: OPC 10000-13 v1.05, 5.4.2.2, Generating intervals.
 */
export const aggregateIntervals = (range: AggregateRange): readonly AggregateInterval[] => {
  if (checkRange(range).length > 0) return [];
  const { startMs, endMs, processingIntervalMs } = range;
  const lengthMs = abs(endMs - startMs);
  const stepMs = processingIntervalMs === 0 ? lengthMs : min(processingIntervalMs, lengthMs);
  const sign = endMs < startMs ? -1 : 1;
  const intervals: AggregateInterval[] = [];
  for (let index = 0; index * stepMs < lengthMs; index++) {
    intervals.push({
      startMs: startMs + sign * index * stepMs,
      endMs: startMs + sign * min((index + 1) * stepMs, lengthMs),
    });
  }
  return intervals;
};

const RANGE_DOMAINS = { startMs: FINITE, endMs: FINITE, processingIntervalMs: NOT_NEGATIVE };

/** Issues of a range that has no intervals. */
export const checkRange = (range: AggregateRange): readonly Issue[] => {
  const issues = argumentIssues(range, RANGE_DOMAINS, 'startMs endMs processingIntervalMs');
  if (range.startMs !== range.endMs) return issues;
  return [...issues, outOfDomain('endMs', 'expected another time than the start')];
};

/** Issues of percentages that contradict each other. */
export const checkConfiguration = (configuration: AggregateConfiguration): readonly Issue[] => {
  const percent = { min: 0, max: 100 };
  return argumentIssues(
    configuration,
    {
      percentDataBad: percent,
      percentDataGood: { ...percent, min: 100 - configuration.percentDataBad },
    },
    'percentDataBad percentDataGood',
  );
};
