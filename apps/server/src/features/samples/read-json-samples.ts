import { isUtf8 } from 'node:buffer';
import { ServerError } from '../../kit/server-error.ts';
import { parseStatus } from './parse-status.ts';
import {
  addSample,
  LINE_TOO_LONG,
  LINES_AT_ONCE,
  MAX_LINE_BYTES,
  rejectLine,
  shown,
  type LineFault,
  type SampleIntake,
} from './sample-intake.ts';
import type { TagFinder } from './tag-finder.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const KEYS = new Set(['tag', 'tagId', 'time', 'value', 'status']);
const NEWLINE = 10;
/** One body is read in one go, while devices wait for the thread. */
const MAX_ROWS = 200_000;
const US_PER_MS = 1_000;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads samples as JSON into an intake: an array of objects, or one object of arrays of equal length with the same keys, in which one tag
 * may stand for all.
 *
 * @throws ServerError INPUT_INVALID where the body is neither; RANGE_TOO_LARGE
 */
export function readJsonSamples(body: Buffer, intake: SampleIntake, finder: TagFinder): void {
  const sent = isUtf8(body) ? parse(body.toString()) : undefined;
  if (Array.isArray(sent)) refuseTooMany(sent.length);
  const rows = Array.isArray(sent) ? sent : rowsOf(sent);
  for (const [place, row] of rows.entries()) addRow(row, place + 1, { intake, finder });
}

/** Reads lines of JSON, one sample a line, into an intake, some thousand at a time. */
export function* readJsonLines(
  body: Buffer,
  intake: SampleIntake,
  finder: TagFinder,
): Generator<void> {
  let line = 0;
  for (let start = 0; start < body.length;) {
    line++;
    const newline = body.indexOf(NEWLINE, start);
    const end = newline === -1 ? body.length : newline;
    const bytes = body.subarray(start, end);
    start = end + 1;
    if (line % LINES_AT_ONCE === 0) yield;
    if (bytes.length > MAX_LINE_BYTES) {
      rejectLine(intake, line, LINE_TOO_LONG);
      continue;
    }
    const text = bytes.toString().trim();
    if (text === '') continue;
    addRow(isUtf8(bytes) ? parse(text) : undefined, line, { intake, finder });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes rows of columns. */
function* columnsOf(sent: JsonObject, count: number): Generator<JsonObject> {
  const columns = Object.entries(sent);
  for (let row = 0; row < count; row++)
    yield Object.fromEntries(
      columns.map(([key, column]) => [key, Array.isArray(column) ? column[row] : column]),
    );
}

function rowsOf(sent: unknown): JsonObject[] {
  const columns = isObject(sent) ? Object.entries(sent) : [];
  const lists = columns.flatMap(([, column]) => (Array.isArray(column) ? [column.length] : []));
  const isWhole = columns.every(
    ([key, column]) => KEYS.has(key) && (Array.isArray(column) || key === 'tag' || key === 'tagId'),
  );
  if (lists.length === 0 || !isWhole || lists.some((length) => length !== lists[0]))
    throw new ServerError(
      'INPUT_INVALID',
      'expected JSON in UTF-8: an array of samples, or an object of arrays of equal length',
    );
  refuseTooMany(lists[0]!);
  return [...columnsOf(sent as JsonObject, lists[0]!)];
}

function refuseTooMany(count: number): void {
  if (count > MAX_ROWS)
    throw new ServerError(
      'RANGE_TOO_LARGE',
      `more than ${MAX_ROWS} samples in one body: send several, or lines`,
    );
}

function addRow(
  row: unknown,
  line: number,
  { intake, finder }: { readonly intake: SampleIntake; readonly finder: TagFinder },
): void {
  const fault = isObject(row) ? addObject(row, intake, finder) : NO_OBJECT;
  if (fault === undefined) intake.acceptedCount++;
  else rejectLine(intake, line, fault);
}

const NO_OBJECT: LineFault = {
  code: 'LINE_INVALID',
  message: 'expected an object of JSON with tag or tagId, time and value',
};

function addObject(
  row: JsonObject,
  intake: SampleIntake,
  finder: TagFinder,
): LineFault | undefined {
  const strange = Object.keys(row).find((key) => !KEYS.has(key));
  if (strange !== undefined)
    return { code: 'LINE_INVALID', message: `there is no key ${shown(strange)}` };
  const { tag: name, tagId, time, value, status: sentStatus = 0 } = row;
  if ((name === undefined) === (tagId === undefined))
    return { code: 'LINE_INVALID', message: 'expected either tag or tagId' };
  if (value === undefined) return { code: 'LINE_INVALID', message: 'expected a value, or null' };
  const tag = name === undefined ? finder.byId(tagId as number) : finder.byName(name as string);
  if (tag === undefined)
    return { code: 'TAG_UNKNOWN', message: `there is no tag ${shown(String(name ?? tagId))}` };
  const timeUs = timeOf(time);
  if (timeUs === undefined)
    return {
      code: 'TIME_INVALID',
      message: 'expected milliseconds since 1970, or a date with time and zone',
    };
  const status = parseStatus(sentStatus);
  if (status === undefined) return { code: 'VALUE_INVALID', message: 'the status is none' };
  return addSample(intake, tag, { timeUs, value, status });
}

/** Reads milliseconds since 1970, or a date of RFC 3339, as microseconds; finer parts are cut. */
function timeOf(time: unknown): number | undefined {
  if (typeof time === 'number') return Math.round(time * US_PER_MS);
  const [matched, fraction = ''] = typeof time === 'string' ? (TIME.exec(time) ?? []) : [];
  if (matched === undefined) return undefined;
  const wholeMs = Date.parse(matched.replace(/\.\d+/, ''));
  // A day that the month does not have would become one of the next.
  const day = Number(matched.slice(8, 10));
  const daysOfMonth = new Date(
    Date.UTC(Number(matched.slice(0, 4)), Number(matched.slice(5, 7)), 0),
  ).getUTCDate();
  if (Number.isNaN(wholeMs) || day > daysOfMonth) return undefined;
  return wholeMs * US_PER_MS + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
