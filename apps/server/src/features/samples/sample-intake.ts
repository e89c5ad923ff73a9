import { MAX_REJECTED_LINES, type LineCode, type RejectedLine } from '@varve/contract';
import type { SampleWriter, WrittenTag, WrittenText } from '../../kit/sample-writer.ts';
import { createWrittenBatch, makeRoom, type WrittenBatch } from '../../kit/written-batch.ts';

/** Samples of one request as they are read, and the lines that were refused. */
export interface SampleIntake {
  readonly isStorableTime: SampleWriter['isStorableTime'];
  readonly batch: WrittenBatch;
  readonly texts: WrittenText[];
  /** The first that were refused. */
  readonly rejected: RejectedLine[];
  rejectedCount: number;
  acceptedCount: number;
}

/** Why a line is refused. */
export interface LineFault {
  readonly code: LineCode;
  readonly message: string;
}

/** A value as it was sent, with its time in microseconds since 1970. */
interface SentSample {
  readonly timeUs: number;
  readonly value: unknown;
  /** OPC UA status code as a signed integer. */
  readonly status: number;
}

/** Lines that are read before other requests get their turn. */
export const LINES_AT_ONCE = 4_096;

const MOST_TEXT_BYTES = 1_048_576;
/** A line that is longer is not looked at: it would be read in one go, while devices wait for the thread. */
export const MAX_LINE_BYTES = MOST_TEXT_BYTES + 65_536;
export const LINE_TOO_LONG: LineFault = {
  code: 'LINE_INVALID',
  message: `the line has more than ${MAX_LINE_BYTES} bytes`,
};

const MOST_STATE = 65_535;
const MAX_SHOWN = 60;

/** A sample in fewer is rare. */
const BYTES_OF_SAMPLE = 24;
const LEAST_ROOM = 64;

/** Makes an empty intake. @param bytes - length of the body that it is for */
export function createSampleIntake(
  { isStorableTime }: Pick<SampleWriter, 'isStorableTime'>,
  bytes: number,
): SampleIntake {
  const batch = createWrittenBatch(Math.max(LEAST_ROOM, Math.ceil(bytes / BYTES_OF_SAMPLE)));
  return { isStorableTime, batch, texts: [], rejected: [], rejectedCount: 0, acceptedCount: 0 };
}

/** Refuses a line; the others go on. */
export function rejectLine(intake: SampleIntake, line: number, fault: LineFault): void {
  intake.rejectedCount++;
  if (intake.rejected.length < MAX_REJECTED_LINES) intake.rejected.push({ line, ...fault });
}

/** Appends a Good number. */
export function appendNumber(
  { batch }: SampleIntake,
  tag: number,
  timeUs: number,
  value: number,
): void {
  makeRoom(batch);
  const at = batch.length++;
  batch.tag[at] = tag;
  batch.time[at] = timeUs;
  batch.value[at] = value;
}

/** Adds one sample of a tag. @returns why it is refused, undefined where it is not */
export function addSample(
  intake: SampleIntake,
  tag: WrittenTag,
  { timeUs, value, status }: SentSample,
): LineFault | undefined {
  if (!intake.isStorableTime(timeUs))
    return { code: 'TIME_INVALID', message: 'expected a time of the years 1900 to 9999' };
  if (value === null && status >= 0)
    return { code: 'VALUE_INVALID', message: 'a sample without a value needs a Bad status' };
  if (tag.holds === 'texts') {
    const fault = value === null ? undefined : textFault(tag, value);
    if (fault !== undefined) return fault;
    intake.texts.push({ tag: tag.position, timeUs, value: value as string | null, status });
    return undefined;
  }
  const number = value === null ? Number.NaN : numberOf(tag, value);
  if (typeof number === 'object') return number;
  appendNumber(intake, tag.position, timeUs, number);
  intake.batch.status[intake.batch.length - 1] = status;
  return undefined;
}

function textFault({ name }: WrittenTag, value: unknown): LineFault | undefined {
  if (typeof value !== 'string')
    return { code: 'TYPE_WRONG', message: `${name} holds texts, got a ${typeof value}` };
  if (!value.isWellFormed() || value.includes('\0'))
    return { code: 'VALUE_INVALID', message: 'the text holds what is no character' };
  if (Buffer.byteLength(value) > MOST_TEXT_BYTES)
    return { code: 'VALUE_INVALID', message: `expected at most ${MOST_TEXT_BYTES} bytes of text` };
  return undefined;
}

function numberOf({ name, holds }: WrittenTag, value: unknown): number | LineFault {
  if (typeof value === 'boolean' && holds === 'states') return Number(value);
  if (typeof value !== 'number')
    return {
      code: 'TYPE_WRONG',
      message: `${name} holds ${holds === 'states' ? 'states' : 'numbers'}, got a ${typeof value}`,
    };
  if (!Number.isFinite(value))
    return { code: 'VALUE_INVALID', message: `expected a finite number, got ${value}` };
  if (holds === 'states' && !(Number.isInteger(value) && value >= 0 && value <= MOST_STATE))
    return {
      code: 'VALUE_INVALID',
      message: `expected a state from 0 to ${MOST_STATE}, got ${value}`,
    };
  return value;
}

/** Shows a part of a line in a message. */
export function shown(text: string): string {
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}
