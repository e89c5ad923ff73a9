import { StatusCode } from '../sample/status-code.ts';
import type { TextSample } from '../frame/text-frame-plan.ts';
import type { JsonTagPlan } from './json-plan.ts';
import { sourceOfNumber, type Payload } from './parse-payload.ts';
import { isNumeric } from './time-of-text.ts';

const SHOWN_CHARACTERS = 60;
const REPLACEMENT_CHARACTER = '\ufffd';

/**
 * Reads the value of a tag that holds numbers: a number, a truth value, the label of a state, or a text that is a number.
 *
 * @returns undefined for anything else; NaN and the infinities, also as a text, are numbers here
 */
export function numberIn(found: unknown, states: readonly string[]): number | undefined {
  if (typeof found === 'number') return found;
  if (typeof found === 'boolean') return stateOf(String(found), states) ?? (found ? 1 : 0);
  if (typeof found !== 'string') return undefined;
  return stateOf(found, states) ?? numberOfText(found);
}

function stateOf(text: string, states: readonly string[]): number | undefined {
  const state = states.indexOf(text);
  if (state !== -1) return state;
  const trimmed = states.indexOf(text.trim());
  return trimmed === -1 ? undefined : trimmed;
}

function numberOfText(text: string): number | undefined {
  if (isNumeric(text)) return Number(text);
  return /^\s*[+-]?(?:nan|inf|infinity)\s*$/i.test(text) ? Number.NaN : undefined;
}

/**
 * Whether a number lost digits: a whole number beyond 2^53 that was written with more digits than a 64-bit float has. A number that was
 * written as a float, or with the digits that the float prints, lost none.
 */
export function losesDigits(
  value: number,
  found: unknown,
  entry: JsonTagPlan,
  payload: Payload,
): boolean {
  if (isExact(value)) return false;
  const source = typeof found === 'string' ? found.trim() : sourceOfNumber(payload, entry.path);
  if (source === undefined) return true;
  if (!/^[+-]?\d+$/.test(source)) return false;
  const digits = source.replace(/^[+-]?0*/, '');
  return BigInt(digits) !== BigInt(Math.abs(value)) && withoutZeros(digits) !== shownDigits(value);
}

const withoutZeros = (digits: string): string => digits.replace(/0+$/, '');

/** Gives the digits that a float prints: the fewest that distinguish it from its neighbours. */
function shownDigits(value: number): string {
  const [mantissa] = String(Math.abs(value)).split('e');
  return withoutZeros(mantissa!.replace('.', ''));
}

/**
 * Reads the value of a text tag: a text, a number as it was written, or a truth value.
 *
 * A text is Uncertain if its bytes were not UTF-8, or if it holds NUL or half of a surrogate pair: U+FFFD stands for those.
 *
 * @returns undefined for anything else; null has a Bad status
 */
export function textIn(
  found: unknown,
  entry: JsonTagPlan,
  payload: Payload,
): Pick<TextSample, 'value' | 'status'> | undefined {
  if (found === null) return { value: null, status: StatusCode.bad };
  if (typeof found === 'boolean') return { value: String(found), status: StatusCode.good };
  if (typeof found === 'number') return textOfNumber(found, entry, payload);
  if (typeof found !== 'string') return undefined;
  const value = found.toWellFormed().replaceAll('\0', REPLACEMENT_CHARACTER);
  const isWhole = value === found && !(payload.isDamaged && found.includes(REPLACEMENT_CHARACTER));
  return { value, status: isWhole ? StatusCode.good : StatusCode.uncertain };
}

function textOfNumber(
  found: number,
  { path }: JsonTagPlan,
  payload: Payload,
): Pick<TextSample, 'value' | 'status'> {
  if (!Number.isFinite(found)) return { value: null, status: StatusCode.badSensorFailure };
  const source = isExact(found) ? undefined : sourceOfNumber(payload, path);
  return { value: source ?? String(found), status: StatusCode.good };
}

/** Whether a double represents every whole number of this size. */
const isExact = (number: number): boolean => Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** Prints a found value for a message; a long one is cut. */
export function shown(found: unknown): string {
  if (typeof found === 'symbol') return found.description!;
  const text = typeof found === 'number' ? String(found) : (JSON.stringify(found) ?? 'nothing');
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
