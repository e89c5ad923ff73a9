import { ProtocolError } from '../frame/protocol-error.ts';
import { appendSample, reserveSamples, type SampleBatch } from '../sample/sample-batch.ts';
import { FIRST_UNCERTAIN, OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import type { TextSample } from '../frame/text-frame-plan.ts';
import type { JsonPlan, JsonTagPlan } from './json-plan.ts';
import { parsePayload } from './parse-payload.ts';
import { valueAt, type PathStep } from './payload-path.ts';
import { isError, statusOfQuality } from './status-of-quality.ts';
import { createPayloadStamps, type StampedPayload } from './create-payload-stamps.ts';
import { losesDigits, numberIn, shown, textIn } from './number-in.ts';

/** A payload with its time of arrival and its status. */
export interface JsonFrame {
  readonly payload: Uint8Array;
  /** Time of samples whose payload has none, microseconds since 1970. */
  readonly receivedUs: number;
  /** Status of samples whose payload has no time: Uncertain for a retained or queued message. */
  readonly status: number;
}

/** Receives the samples of payloads. */
export interface JsonOutput {
  readonly batch: SampleBatch;
  /** Called for each value and time that is not what its tag takes; the others are kept. */
  reject(reason: string): void;
  /** Called for each sample of a text tag. */
  text(sample: TextSample): void;
}

/**
 * Adds the samples of one payload to an output.
 *
 * @throws ProtocolError JSON_MALFORMED and adds nothing
 */
export type JsonDecoder = (frame: JsonFrame, output: JsonOutput) => void;

/**
 * Makes the decoder of a topic's payloads, which are given in order of arrival.
 *
 * A value of a type that its tag does not take gives a Bad sample, so the last value does not stay Good. NaN and the infinities are a
 * sensor failure, and `null` is Bad. An absent key gives no sample, unless the tag says otherwise.
 */
export function jsonDecoder(plan: JsonPlan): JsonDecoder {
  const { topic, entries } = plan;
  const stamps = createPayloadStamps(plan);
  const isValueItself = entries.some(({ path }) => path.length === 0);
  const mayBeList = entries.some(({ path: [first] }) => canBeInList(first));
  return (frame, output) => {
    const payload = parsePayload(frame.payload, topic, isValueItself);
    const { root } = payload;
    if (!isValueItself) refuseScalar(root, topic, mayBeList);
    const { receivedUs, status } = frame;
    const reject = (reason: string): void => output.reject(`${topic}: ${reason}`);
    const reading: Reading = {
      payload,
      receivedUs,
      status,
      reject,
      output,
      failures: undefined,
      timeUs: 0,
      goodStatus: StatusCode.good,
    };
    reserveSamples(output.batch, entries.length);
    stamps.begin(reading);
    // Most tags have the same time as the tag before.
    let stamp = -1;
    for (const entry of entries) {
      const found = valueAt(root, entry.path);
      const given = entry.isQualified ? statusBeside(reading, entry) : StatusCode.good;
      if (found === undefined && given >= 0 && !entry.isAbsentBad) continue;
      if (entry.stamp !== stamp) {
        stamp = entry.stamp;
        stamps.read(stamp);
        reading.timeUs = stamps.timeUs[stamp]!;
      }
      reading.goodStatus = joined(given, stamps.status[stamp]!);
      if (given < 0) addWithoutValue(reading, entry, given);
      else if (found === undefined) addWithoutValue(reading, entry, StatusCode.badNoData);
      else if (entry.isText) addText(reading, entry, found);
      else addNumber(reading, entry, found);
    }
    reportFailures(reading);
  };
}

/** A payload that is being read. */
interface Reading extends StampedPayload {
  readonly output: JsonOutput;
  /** Paths of numbers that are not finite; one rejection reports them all. */
  failures: string[] | undefined;
  /** Time of the sample that is being read. */
  timeUs: number;
  /** Its status if its value is Good. */
  goodStatus: number;
}

/** Whether a first step may lead into a list. */
function canBeInList(step: PathStep | undefined): boolean {
  return typeof step === 'string' ? /^\d+$/.test(step) : step !== undefined;
}

/** Refuses a payload that is neither an object nor, where paths lead into a list, a list: all tags of the topic are Bad then. */
function refuseScalar(root: unknown, topic: string, mayBeList: boolean): void {
  const isFit = typeof root === 'object' && root !== null && (mayBeList || !Array.isArray(root));
  if (isFit) return;
  throw new ProtocolError(
    'JSON_MALFORMED',
    `${topic}: expected a JSON object${mayBeList ? ' or list' : ''}, got ${shown(root)}`,
  );
}

/** Reads the quality and the error beside a value: Good where the payload has neither. */
function statusBeside(reading: Reading, entry: JsonTagPlan): number {
  const { root } = reading.payload;
  const { errorPath, qualityPath, qualityKind, qualityLabel } = entry;
  if (errorPath !== undefined && isError(valueAt(root, errorPath))) {
    return StatusCode.badDeviceFailure;
  }
  if (qualityPath === undefined) return StatusCode.good;
  const found = valueAt(root, qualityPath);
  const status = statusOfQuality(found, qualityKind);
  if (status !== undefined) return status;
  reading.reject(`expected a quality (${qualityKind}) at ${qualityLabel}, got ${shown(found)}`);
  return StatusCode.uncertain;
}

/** Joins the status of a value with that of its time: the worse one counts, and `OUR_TIME_BIT` is kept. */
function joined(valueStatus: number, stampStatus: number): number {
  if (valueStatus === StatusCode.good) return stampStatus;
  const isWorse = valueStatus < 0 || valueStatus >= FIRST_UNCERTAIN;
  if (!isWorse && stampStatus >= FIRST_UNCERTAIN) return stampStatus;
  return valueStatus | (stampStatus & OUR_TIME_BIT);
}

function addWithoutValue(
  { output, timeUs, goodStatus }: Reading,
  entry: JsonTagPlan,
  bad: number,
): void {
  const { tag, isText } = entry;
  const status = bad | (goodStatus & OUR_TIME_BIT);
  if (isText) output.text({ tag, timeUs, value: null, status });
  else appendSample(output.batch, tag, timeUs, Number.NaN, status);
}

function addNumber(reading: Reading, entry: JsonTagPlan, found: unknown): void {
  if (found === null) {
    addWithoutValue(reading, entry, StatusCode.bad);
    return;
  }
  const value = numberIn(found, entry.states);
  if (value === undefined) {
    reading.reject(`expected a number at ${entry.label}, got ${shown(found)}`);
    addWithoutValue(reading, entry, StatusCode.badDecodingError);
    return;
  }
  if (!Number.isFinite(value)) {
    (reading.failures ??= []).push(entry.label);
    addWithoutValue(reading, entry, StatusCode.badSensorFailure);
    return;
  }
  if (entry.nulls.length > 0 && entry.nulls.includes(value)) {
    addWithoutValue(reading, entry, StatusCode.badSensorFailure);
    return;
  }
  const scaled = value * entry.scale + entry.offset;
  if (!Number.isFinite(scaled)) {
    reading.reject(`expected a number that can be scaled at ${entry.label}, got ${shown(found)}`);
    addWithoutValue(reading, entry, StatusCode.badOutOfRange);
    return;
  }
  const { output, payload, timeUs, goodStatus } = reading;
  const status = losesDigits(value, found, entry, payload)
    ? joined(StatusCode.uncertainDataSubNormal, goodStatus)
    : goodStatus;
  appendSample(output.batch, entry.tag, timeUs, scaled, status);
}

function addText(reading: Reading, entry: JsonTagPlan, found: unknown): void {
  const text = textIn(found, entry, reading.payload);
  if (text === undefined) {
    reading.reject(`expected a text at ${entry.label}, got ${shown(found)}`);
    addWithoutValue(reading, entry, StatusCode.badDecodingError);
    return;
  }
  const { tag } = entry;
  const { output, timeUs, goodStatus } = reading;
  output.text({ tag, timeUs, value: text.value, status: joined(text.status, goodStatus) });
}

function reportFailures(reading: Reading): void {
  const { failures } = reading;
  if (failures === undefined) return;
  const others = failures.length === 1 ? '' : ` and ${failures.length - 1} more`;
  reading.reject(`expected a finite number at ${failures[0]}${others}`);
}
