import type { ImportLayout } from '@varve/contract';

/** Longer than any number that people write. */
const MOST_CHARACTERS = 400;

/** Reads a number as people write it: `-1.234,5` with a decimal comma is -1234.5. @returns null for a text that is none */
export function parseLocalNumber(text: string, decimal: ImportLayout['decimal']): number | null {
  if (text.length > MOST_CHARACTERS) return null;
  const thousands = decimal === ',' ? '.' : ',';
  const [whole = '', ...rest] = text.trim().split(decimal);
  if (rest.length > 1) return null;
  const groups = whole.split(new RegExp(`[${thousands}\\u0020\\u00a0\\u202f]`));
  const areGroups = groups.length === 1 || groups.slice(1).every((group) => /^\d{3}$/.test(group));
  const plain = [groups.join(''), ...rest].join('.');
  if (!areGroups || !/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
