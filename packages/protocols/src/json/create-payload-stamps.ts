import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import type { TimestampUnit } from '../definition/json-topic-definition.ts';
import { ARRIVAL_STAMP, type JsonPlan, type JsonStampPlan } from './json-plan.ts';
import { sourceOfNumber, type Payload } from './parse-payload.ts';
import { valueAt } from './payload-path.ts';
import { isNumeric, timeOfNumber, timeOfText } from './time-of-text.ts';
import { shown } from './number-in.ts';
import { createZoneClock, type ZoneClock } from './zone-clock.ts';

/** A later time has another unit, or comes from no clock; the historian judges times that are merely ahead of ours. */
const LATEST_US = Date.UTC(2200, 0, 1) * 1_000;
const US_PER_DAY = 86_400_000_000;
const UNITS: readonly TimestampUnit[] = ['s', 'ms', 'us', 'ns'];

/** A payload whose times are read. */
export interface StampedPayload {
  readonly payload: Payload;
  readonly receivedUs: number;
  /** Status of samples without a time of their own. */
  readonly status: number;
  /** Called for each time that cannot be used. */
  reject(reason: string): void;
}

/** The times of a payload; each is read on first use. */
interface PayloadStamps {
  /** Microseconds since 1970; shape (stamps of the plan). */
  readonly timeUs: Float64Array;
  /** Status of a Good value with that time; shape (stamps of the plan). */
  readonly status: Int32Array;
  /** Begins a payload, and forgets the one before. */
  begin(payload: StampedPayload): void;
  /** Fills a stamp's entry in the columns, if it is not filled. */
  read(stamp: number): void;
}

/** Makes the reader of a plan's times. It remembers earlier times where a zone's clock is set back. */
export function createPayloadStamps(plan: JsonPlan): PayloadStamps {
  const { stamps } = plan;
  const timeUs = new Float64Array(stamps.length);
  const status = new Int32Array(stamps.length);
  const { timeZone, passes } = plan;
  const clocks = stamps.map((_, stamp) =>
    timeZone === undefined
      ? undefined
      : createZoneClock(timeZone, passes.subarray(2 * stamp, 2 * stamp + 2)),
  );
  let came: StampedPayload;

  const readFirst = (stamp: number): void => {
    const found = valueAt(came.payload.root, stamps[stamp]!.path);
    if (isNothing(found)) {
      const { fallback } = stamps[stamp]!;
      read(fallback);
      timeUs[stamp] = timeUs[fallback]!;
      status[stamp] = status[fallback]!;
      return;
    }
    const clock = clocks[stamp];
    const time = timeOf(found, { plan, stamp: stamps[stamp]!, clock }, came);
    if (typeof time === 'number') {
      timeUs[stamp] = time;
      // The time comes twice on that day, and the chosen one may be wrong.
      status[stamp] = clock?.isTwofold === true ? StatusCode.uncertain : StatusCode.good;
      return;
    }
    timeUs[stamp] = came.receivedUs;
    status[stamp] = StatusCode.uncertain | OUR_TIME_BIT;
    came.reject(
      `expected a time at ${stamps[stamp]!.label}, got ${shown(found)}: ${time}; stamped on arrival`,
    );
  };
  const read = (stamp: number): void => {
    // NaN means that the time is not read yet.
    if (Number.isNaN(timeUs[stamp]!)) readFirst(stamp);
  };
  const begin = (payload: StampedPayload): void => {
    came = payload;
    for (let stamp = 0; stamp < timeUs.length; stamp++) timeUs[stamp] = Number.NaN;
    timeUs[ARRIVAL_STAMP] = payload.receivedUs;
    // A retained or queued message is older than its arrival.
    const isKept = payload.status !== StatusCode.good;
    status[ARRIVAL_STAMP] = isKept ? payload.status | OUR_TIME_BIT : StatusCode.good;
  };
  return { timeUs, status, begin, read };
}

const isNothing = (found: unknown): boolean =>
  found === undefined || found === null || (typeof found === 'string' && found.trim() === '');

/** How a time of a plan is read. */
interface StampReader {
  readonly plan: JsonPlan;
  readonly stamp: JsonStampPlan;
  readonly clock: ZoneClock | undefined;
}

/** Gives microseconds since 1970 or, as a text, the fault. */
function timeOf(
  found: unknown,
  { plan, stamp: { path }, clock }: StampReader,
  { payload, receivedUs }: StampedPayload,
): number | string {
  if (clock !== undefined) clock.isTwofold = false;
  const isText = typeof found === 'string';
  if (isText) {
    const time = timeOfText(found.trim(), clock, receivedUs);
    if (typeof time === 'number') return believed(time, plan);
    if (!isNumeric(found)) return time;
  } else if (typeof found !== 'number') return 'neither a text nor a number';
  const value = Number(found);
  let source = isText ? found : undefined;
  if (!isText && plan.timestampUnit === 'ns' && !Number.isSafeInteger(value)) {
    source = sourceOfNumber(payload, path);
  }
  const time = believed(timeOfNumber(value, plan.timestampUnit, source), plan);
  return typeof time === 'number' ? time : `${time}${hintOfUnit(value, plan, receivedUs)}`;
}

function believed(timeUs: number, { earliestUs }: JsonPlan): number | string {
  if (timeUs < earliestUs) return `earlier than ${isoTime(earliestUs)} (earliestTime)`;
  return timeUs < LATEST_US ? timeUs : 'no time of this age';
}

/** Suggests another unit, in which the number would be a recent time. */
function hintOfUnit(value: number, plan: JsonPlan, receivedUs: number): string {
  for (const unit of UNITS) {
    const timeUs = timeOfNumber(value, unit);
    if (unit === plan.timestampUnit || timeUs < plan.earliestUs) continue;
    if (timeUs > receivedUs + US_PER_DAY) continue;
    return `; with timestampUnit ${unit} it would be ${isoTime(timeUs)}`;
  }
  return '';
}

const isoTime = (timeUs: number): string => new Date(timeUs / 1_000).toISOString();
