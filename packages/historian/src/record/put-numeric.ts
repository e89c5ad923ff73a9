import { putField, type TupleWriter } from '../copy/tuple-writer.ts';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;
const DIGITS_PER_GROUP = 4;
// Digits that PostgreSQL keeps behind the point.
const MOST_SCALE = 16_383;
const NEGATIVE = 0x4000;
const NOT_A_NUMBER = 0xc000;

/**
 * Puts a decimal number as a `numeric` field: groups of four decimal digits.
 *
 * Source: PostgreSQL 18, src/backend/utils/adt/numeric.c, numeric_recv.
 *
 * @param text - `-12.50`, `1e3`, `NaN`
 * @returns whether it is a number that a numeric can hold
 */
export function putNumeric(writer: TupleWriter, text: string): boolean {
  if (text === 'NaN') {
    const at = putField(writer, 8);
    // Memory may hold what was written before.
    writer.bytes.fill(0, at, at + 8);
    writer.view.setUint16(at + 4, NOT_A_NUMBER);
    return true;
  }
  const parts = DECIMAL.exec(text);
  if (parts === null || (parts[2] === '' && (parts[3] ?? '') === '')) return false;
  const { whole, fraction } = shiftPoint(parts[2]!, parts[3] ?? '', Number(parts[4] ?? 0));
  if (fraction.length > MOST_SCALE) return false;
  const groups = groupsOf(whole, fraction);
  let weight = Math.ceil(whole.length / DIGITS_PER_GROUP) - 1;
  while (groups[0] === 0) {
    groups.shift();
    weight--;
  }
  while (groups.at(-1) === 0) groups.pop();
  const at = putField(writer, 8 + 2 * groups.length);
  const { view } = writer;
  view.setInt16(at, groups.length);
  view.setInt16(at + 2, groups.length === 0 ? 0 : weight);
  view.setUint16(at + 4, parts[1] === '-' && groups.length > 0 ? NEGATIVE : 0);
  view.setUint16(at + 6, fraction.length);
  for (const [index, group] of groups.entries()) view.setInt16(at + 8 + 2 * index, group);
  return true;
}

function shiftPoint(
  whole: string,
  fraction: string,
  places: number,
): { readonly whole: string; readonly fraction: string } {
  if (places >= 0) {
    const padded = fraction.padEnd(places, '0');
    return { whole: whole + padded.slice(0, places), fraction: padded.slice(places) };
  }
  const padded = whole.padStart(-places, '0');
  const point = padded.length + places;
  return { whole: padded.slice(0, point), fraction: padded.slice(point) + fraction };
}

function groupsOf(whole: string, fraction: string): number[] {
  const before = Math.ceil(whole.length / DIGITS_PER_GROUP) * DIGITS_PER_GROUP;
  const behind = Math.ceil(fraction.length / DIGITS_PER_GROUP) * DIGITS_PER_GROUP;
  const digits = whole.padStart(before, '0') + fraction.padEnd(behind, '0');
  return Array.from({ length: digits.length / DIGITS_PER_GROUP }, (_, index) =>
    Number(digits.slice(index * DIGITS_PER_GROUP, (index + 1) * DIGITS_PER_GROUP)),
  );
}
