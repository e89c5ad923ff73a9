import { isUtf8 } from 'node:buffer';
import type { LinePrecision } from './parse-line-time.ts';
import { readLineFields } from './read-line-fields.ts';
import { createPlainLines } from './plain-lines.ts';
import { readSeries } from './read-series.ts';
import {
  LINE_TOO_LONG,
  LINES_AT_ONCE,
  MAX_LINE_BYTES,
  rejectLine,
  type LineFault,
  type SampleIntake,
} from './sample-intake.ts';
import { createSeriesFinder, type KnownSeries } from './series-finder.ts';
import type { TagFinder } from './tag-finder.ts';

/** Options of `readLineProtocol`. */
interface LineOptions {
  readonly finder: TagFinder;
  readonly knownSeries: KnownSeries;
  readonly precision: LinePrecision;
  /** Time of a line that has none, in microseconds since 1970. */
  readonly nowUs: number;
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const BACKSLASH = 92;

/**
 * Reads lines of InfluxDB's line protocol into an intake, some thousand at a time: other requests get their turn between them.
 *
 * The tag is named by the line's tag `tag`, or else by the measurement; a field other than `value` adds its name behind a dot. `status` is
 * the OPC UA status code of the line's samples, and `quality` says the same in words and is left out.
 */
export function* readLineProtocol(
  body: Buffer,
  intake: SampleIntake,
  options: LineOptions,
): Generator<void> {
  const isText = isUtf8(body);
  const series = createSeriesFinder(options.knownSeries, options.finder);
  const plain = createPlainLines(body, intake, { ...options, series });
  let line = 0;
  while (plain.at < body.length) {
    const most = LINES_AT_ONCE - (line % LINES_AT_ONCE);
    const count = isText ? plain.read(most) : 0;
    line += count;
    if (count < most && plain.at < body.length) {
      line++;
      const newline = body.indexOf(NEWLINE, plain.at);
      const next = newline === -1 ? body.length : newline;
      const bytes = body.subarray(plain.at, body[next - 1] === RETURN ? next - 1 : next);
      plain.at = next + 1;
      const fault = readLine(bytes, intake, { ...options, isText });
      if (fault !== undefined) rejectLine(intake, line, fault);
    }
    if (line % LINES_AT_ONCE === 0) yield;
  }
}

/** Reads any line. @returns why it is refused, undefined where it is not, or is a comment or empty */
function readLine(
  bytes: Buffer,
  intake: SampleIntake,
  { isText, ...options }: Omit<LineOptions, 'knownSeries'> & { readonly isText: boolean },
): LineFault | undefined {
  if (isBlank(bytes)) return undefined;
  if (bytes.length > MAX_LINE_BYTES) return LINE_TOO_LONG;
  if (!isText && !isUtf8(bytes)) return NOT_UTF8;
  const end = endOfSeries(bytes);
  const base = readSeries(bytes.toString('utf8', 0, end));
  if (typeof base !== 'string') return base;
  // A source that the caller may not write refuses the request, whichever fields the line has.
  options.finder.byName(base);
  return readLineFields(bytes.toString('utf8', end + 1), intake, { ...options, base });
}

const NOT_UTF8: LineFault = { code: 'LINE_INVALID', message: 'the line is not UTF-8' };

function isBlank(bytes: Buffer): boolean {
  return bytes[0] === HASH || bytes.every((byte) => byte === SPACE);
}

/** Finds the first space that no backslash takes its meaning from. */
function endOfSeries(bytes: Buffer): number {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === SPACE) return at;
  }
  return bytes.length;
}
