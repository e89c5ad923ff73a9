import { isStorableTime } from '@varve/historian';
import type { WrittenTag } from '../../../src/kit/sample-writer.ts';

/** A sample, or a text, as a line says it. */
interface ReadSample {
  readonly tag: string;
  readonly timeUs: number;
  readonly value: number | string | null;
  readonly status: number;
}

/** Samples of one body in their order, and the lines that are refused. */
export interface ReadLines {
  readonly samples: readonly ReadSample[];
  readonly refused: readonly { readonly line: number; readonly code: string }[];
}

/** Why a line is refused. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const FACTORS = { us: 1n, ms: 1_000n, s: 1_000_000n };
type Precision = 'ns' | keyof typeof FACTORS;

/** Reads lines of the line protocol in the slowest, most obvious way. */
export function readObviously(
  body: Buffer,
  tags: readonly WrittenTag[],
  { precision, nowUs }: { readonly precision: Precision; readonly nowUs: number },
): ReadLines {
  const samples: ReadSample[] = [];
  const refused: { line: number; code: string }[] = [];
  // One character a byte: bytes that are no UTF-8 are still in their line.
  const lines = body.toString('latin1').split('\n');
  for (const [at, bytes] of lines.entries()) {
    const line = Buffer.from(bytes.replace(/\r$/, ''), 'latin1');
    try {
      samples.push(...samplesOf(line, tags, { precision, nowUs }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ line: at + 1, code: error.code });
    }
  }
  return { samples, refused };
}

function samplesOf(
  bytes: Buffer,
  tags: readonly WrittenTag[],
  { precision, nowUs }: { readonly precision: Precision; readonly nowUs: number },
): ReadSample[] {
  const line = bytes.toString();
  if (line.startsWith('#') || /^ *$/.test(line)) return [];
  if (!Buffer.from(line).equals(bytes)) throw new Refused('LINE_INVALID');
  const [, series = '', rest = ''] = /^((?:\\.|[^\\ ])*\\?)(?: (.*))?$/su.exec(line)!;
  const base = baseOf(series);
  const words = divided(rest, ' ', true).filter((word) => word !== '');
  if (words.length === 0 || words.length > 2) throw new Refused('LINE_INVALID');
  const timeUs = words[1] === undefined ? nowUs : timeOf(words[1], precision);
  const fields = new Map<string, number | string | boolean | null>();
  for (const pair of divided(words[0]!, ',', true)) {
    const [key, value, ...more] = divided(pair, '=', true);
    if (key === '' || value === undefined || more.length > 0) throw new Refused('LINE_INVALID');
    fields.set(plainName(key!), valueOf(value));
  }
  const status = fields.get('status') ?? 0;
  if (typeof status !== 'number' || !Number.isInteger(status)) throw new Refused('VALUE_INVALID');
  if (status < -(2 ** 31) || status >= 2 ** 32) throw new Refused('VALUE_INVALID');
  fields.delete('status');
  fields.delete('quality');
  if (fields.size === 0) fields.set('value', null);
  return Array.from(fields, ([key, value]) => {
    const name = key === 'value' ? base : `${base}.${key}`;
    const tag = tags.find((one) => one.name === name);
    if (tag === undefined) throw new Refused('TAG_UNKNOWN');
    if (!isStorableTime(timeUs)) throw new Refused('TIME_INVALID');
    const held = heldValue(tag, value, status | 0);
    return { tag: name, timeUs, value: held, status: status | 0 };
  });
}

function baseOf(series: string): string {
  const [measurement, ...pairs] = divided(series, ',', false);
  const names = pairs.map((pair) => divided(pair, '=', false));
  if (plainName(measurement!) === '') throw new Refused('LINE_INVALID');
  if (names.some((parts) => parts.length !== 2 || parts.includes('')))
    throw new Refused('LINE_INVALID');
  const name = names.findLast(([key]) => key === 'tag')?.[1];
  if (names.length > 0 && name === undefined) throw new Refused('LINE_INVALID');
  return plainName(name ?? measurement!);
}

/** Divides a text at a separator that neither a backslash nor quotes take its meaning from. */
function divided(text: string, separator: string, hasQuotes: boolean): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const [token] of text.matchAll(/\\.|./gsu)) {
    if (hasQuotes && token === '"') isQuoted = !isQuoted;
    if (token === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts;
}

function plainName(text: string): string {
  return text.replaceAll(/\\([,= \\])/g, '$1');
}

function timeOf(text: string, precision: Precision): number {
  if (!/^-?\d+$/.test(text)) return Number.NaN;
  if (precision !== 'ns') return Number(BigInt(text) * FACTORS[precision]);
  const time = BigInt(text);
  const rest = ((time % 1_000n) + 1_000n) % 1_000n;
  return Number((time - rest) / 1_000n);
}

function valueOf(text: string): number | string | boolean {
  const quoted = /^"((?:\\.|[^"\\])*)"$/su.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(["\\])/g, '$1');
  if (['t', 'T', 'true', 'True', 'TRUE'].includes(text)) return true;
  if (['f', 'F', 'false', 'False', 'FALSE'].includes(text)) return false;
  const digits = /^(-?\d+)[iu]$/.exec(text)?.[1] ?? text;
  const isDecimal = /^[-+]?(\d+|\d+\.\d*|\.\d+)([eE][-+]?\d+)?$/.test(digits);
  if (!isDecimal || !Number.isFinite(Number(digits))) throw new Refused('VALUE_INVALID');
  return Number(digits);
}

function heldValue(
  { holds }: WrittenTag,
  value: number | string | boolean | null,
  status: number,
): number | string | null {
  if (value === null && status >= 0) throw new Refused('VALUE_INVALID');
  if (value === null) return holds === 'texts' ? null : Number.NaN;
  if (holds === 'texts') {
    if (typeof value !== 'string') throw new Refused('TYPE_WRONG');
    if (value.includes('\0')) throw new Refused('VALUE_INVALID');
    return value;
  }
  if (typeof value === 'string') throw new Refused('TYPE_WRONG');
  if (typeof value === 'boolean' && holds === 'numbers') throw new Refused('TYPE_WRONG');
  const number = Number(value);
  if (holds === 'states' && (!Number.isInteger(number) || number < 0 || number > 65_535))
    throw new Refused('VALUE_INVALID');
  return number;
}
