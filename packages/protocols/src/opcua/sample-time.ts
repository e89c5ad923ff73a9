import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';

/** The times of a DataValue (OPC 10000-4 v1.05, section 7.11). */
export interface DataValueTimes {
  readonly sourceTimestamp?: Date | null | undefined;
  readonly sourcePicoseconds?: number | null | undefined;
  readonly serverTimestamp?: Date | null | undefined;
  readonly serverPicoseconds?: number | null | undefined;
}

/** Limits of plausible times. */
export interface ClockLimits {
  /** Our clock, microseconds since 1970. */
  readonly nowUs: number;
  /** Earliest time of a clock that was ever set, microseconds since 1970. */
  readonly earliestUs: number;
}

/** Time of a sample. */
export interface SampleTime {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** Whether it is the device's own time. */
  readonly isOwn: boolean;
  /** Status of a Good value at that time: Good, or Uncertain where the device's time could not be used; with `OUR_TIME_BIT` where it is ours. */
  readonly status: number;
}

// A server's clock that is further ahead of ours is wrong; the historian has the same limit.
const FURTHEST_AHEAD_US = 300_000_000;
// DateTime 0 is 1601-01-01, and means no time (OPC 10000-6 v1.05, section 5.2.2.5).
const NO_TIME_MS = -11_644_473_600_000;

/**
 * Finds the time of a DataValue: the source's, else the server's, else the time of arrival.
 *
 * An impossible time of the source (a clock that was never set) makes the sample Uncertain, at the server's time or on arrival.
 */
export function readSampleTime(times: DataValueTimes, limits: ClockLimits): SampleTime {
  const { nowUs, earliestUs } = limits;
  const ownUs = toUs(times.sourceTimestamp, times.sourcePicoseconds);
  if (ownUs !== undefined && ownUs >= earliestUs) {
    return { timeUs: ownUs, isOwn: true, status: StatusCode.good };
  }
  const isUnusable = ownUs !== undefined;
  const serverUs = toUs(times.serverTimestamp, times.serverPicoseconds);
  if (serverUs !== undefined && serverUs >= earliestUs && serverUs <= nowUs + FURTHEST_AHEAD_US) {
    const status = isUnusable ? StatusCode.uncertain : StatusCode.good;
    return { timeUs: serverUs, isOwn: false, status };
  }
  const hasNone = !isUnusable && serverUs === undefined;
  const status = hasNone ? StatusCode.good : StatusCode.uncertain | OUR_TIME_BIT;
  return { timeUs: nowUs, isOwn: false, status };
}

function toUs(
  stamp: Date | null | undefined,
  picoseconds: number | null | undefined,
): number | undefined {
  if (stamp === null || stamp === undefined) return undefined;
  const ms = stamp.getTime();
  if (ms === NO_TIME_MS) return undefined;
  return ms * 1_000 + Math.floor((picoseconds ?? 0) / 1_000_000);
}

/**
 * Gives the server's clock at the time of a message where it is plausible, else ours.
 *
 * @param publishTime - publish time of the message
 */
export function readServerClock(publishTime: Date | null | undefined, nowUs: number): number {
  const serverUs = toUs(publishTime, 0) ?? Number.NaN;
  return Math.abs(serverUs - nowUs) <= FURTHEST_AHEAD_US ? serverUs : nowUs;
}
