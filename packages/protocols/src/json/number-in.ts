import { StatusCode } from '../sample/status-code.ts';
import type { TextSample } from '../frame/text-frame-plan.ts';
import type { JsonTagPlan } from './json-plan.ts';
import { sourceOfNumber, type Payload } from './parse-payload.ts';
import { isNumeric } from './time-of-text.ts';

const SHOWN_CHARACTERS = 60;
const REPLACEMENT_CHARACTER = '\ufffd';

/**
 * Reads what a tag with numbers takes: a number, a truth value, the label of a state, or a text that is a number.
 *
 * @returns undefined where it is none of these; NaN and the infinities, in a text too, are numbers here
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
 * Finds whether digits of a number were lost: a whole number beyond 2^53, written with more digits than a 64-bit float has. One that was
 * written as a float, or as the digits that the float is shown with, is what was meant.
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

/** The digits that a float is shown with: as few as tell it from its neighbours. */
function shownDigits(value: number): string {
  const [mantissa] = String(Math.abs(value)).split('e');
  return withoutZeros(mantissa!.replace('.', ''));
}

/**
 * Reads what a text tag takes: a text as it is, a number as it was written, a truth value.
 *
 * A text in which bytes were not UTF-8, or that holds what no text can (half a character, NUL), has U+FFFD for that and is Uncertain.
 *
 * @returns undefined where it takes none of it; a null value is Bad
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

/** Whether all whole numbers of its size are told apart. */
const isExact = (number: number): boolean => Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** Shows what came, in part where it is long. */
export function shown(found: unknown): string {
  if (typeof found === 'symbol') return found.description!;
  const text = typeof found === 'number' ? String(found) : (JSON.stringify(found) ?? 'nothing');
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
