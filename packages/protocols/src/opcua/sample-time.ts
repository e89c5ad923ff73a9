import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';

/** The times of a value, as OPC 10000-4 v1.05, section 7.11, has them. */
export interface DataValueTimes {
  readonly sourceTimestamp?: Date | null | undefined;
  readonly sourcePicoseconds?: number | null | undefined;
  readonly serverTimestamp?: Date | null | undefined;
  readonly serverPicoseconds?: number | null | undefined;
}

/** When it is, and when time began. */
export interface ClockLimits {
  /** Our clock, microseconds since 1970. */
  readonly nowUs: number;
  /** A clock that shows less was never set. */
  readonly earliestUs: number;
}

/** Time of a sample. */
export interface SampleTime {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** It is the device's own. */
  readonly isOwn: boolean;
  /** What a Good sample becomes by it: Good, or Uncertain where the device's time could not be used; `OUR_TIME_BIT` where it is ours. */
  readonly status: number;
}

// A server's clock further ahead of ours than this is wrong; the historian thinks so too.
const FURTHEST_AHEAD_US = 300_000_000;
// DateTime 0, the encoding's "no time": 1601-01-01 (OPC 10000-6 v1.05, section 5.2.2.5).
const NO_TIME_MS = -11_644_473_600_000;

/**
 * Finds the time of a value: its source's; where that gives none, the server's; where there is none at all, its arrival.
 *
 * A source's time that cannot be (a clock that was never set) makes the sample Uncertain: it is stamped by the server, or on arrival.
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
 * The server's clock when it sent something, where it can be right; else ours.
 *
 * @param publishTime - of the message that the server sent
 */
export function readServerClock(publishTime: Date | null | undefined, nowUs: number): number {
  const serverUs = toUs(publishTime, 0) ?? Number.NaN;
  return Math.abs(serverUs - nowUs) <= FURTHEST_AHEAD_US ? serverUs : nowUs;
}
