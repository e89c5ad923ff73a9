import { parseDecimal } from './parse-decimal.ts';
import { parseLineTime, type LinePrecision } from './parse-line-time.ts';
import { addSample, shown, type LineFault, type SampleIntake } from './sample-intake.ts';
import { splitUnescaped, unescapeName } from './split-unescaped.ts';
import { parseStatus } from './parse-status.ts';
import type { TagFinder } from './tag-finder.ts';

const MAX_FIELDS = 1_000;

/** Options of `readLineFields`. */
interface FieldOptions {
  /** Name of the tag that the field `value` is a value of. */
  readonly base: string;
  readonly finder: TagFinder;
  readonly precision: LinePrecision;
  readonly nowUs: number;
}

/** Reads the fields and the time of a line; where one is refused, nothing of the line is kept. @returns why it is refused */
export function readLineFields(
  text: string,
  intake: SampleIntake,
  { base, finder, precision, nowUs }: FieldOptions,
): LineFault | undefined {
  const [fields = '', time, ...more] = splitUnescaped(text, ' ', true).filter(
    (part) => part !== '',
  );
  if (fields === '' || more.length > 0)
    return invalid('expected a measurement, fields and a time, parted by spaces');
  const timeUs = time === undefined ? nowUs : timeOf(time, precision);
  const values = new Map<string, unknown>();
  const pairs = splitUnescaped(fields, ',', true);
  if (pairs.length > MAX_FIELDS) return invalid(`expected at most ${MAX_FIELDS} fields`);
  for (const pair of pairs) {
    const [key = '', sent, ...rest] = splitUnescaped(pair, '=', true);
    if (key === '' || sent === undefined || rest.length > 0)
      return invalid('expected fields as key=value');
    const value = valueOf(sent);
    if (value === undefined) return { code: 'VALUE_INVALID', message: `got ${shown(sent)}` };
    values.set(unescapeName(key), value);
  }
  const status = parseStatus(values.get('status') ?? 0);
  if (status === undefined) return { code: 'VALUE_INVALID', message: 'the status is none' };
  values.delete('status');
  values.delete('quality');
  if (values.size === 0) values.set('value', null);
  const before = { numbers: intake.batch.length, texts: intake.texts.length };
  for (const [field, value] of values) {
    const name = field === 'value' ? base : `${base}.${field}`;
    const tag = finder.byName(name);
    const fault =
      tag === undefined
        ? ({ code: 'TAG_UNKNOWN', message: `there is no tag ${shown(name)}` } as const)
        : addSample(intake, tag, { timeUs, value, status });
    if (fault === undefined) continue;
    intake.batch.length = before.numbers;
    intake.texts.length = before.texts;
    return fault;
  }
  intake.acceptedCount += values.size;
  return undefined;
}

function invalid(message: string): LineFault {
  return { code: 'LINE_INVALID', message };
}

function timeOf(text: string, precision: LinePrecision): number {
  const bytes = Buffer.from(text);
  return parseLineTime(bytes, { from: 0, to: bytes.length }, precision);
}

/** Gives the value of a field: a number, a text in quotes, or true or false; undefined for none of these. */
function valueOf(text: string): number | string | boolean | undefined {
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/s.exec(text) ?? [];
  if (quoted !== undefined) return quoted.replaceAll(/\\(["\\])/g, '$1');
  if (/^(?:t|T|true|True|TRUE)$/.test(text)) return true;
  if (/^(?:f|F|false|False|FALSE)$/.test(text)) return false;
  const number = parseDecimal(/^-?\d+[iu]$/.test(text) ? text.slice(0, -1) : text);
  return Number.isFinite(number) ? number : undefined;
}
