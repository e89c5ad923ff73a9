import type { ImportLayout } from '@varve/contract';
import { detectEncoding } from './detect-encoding.ts';
import { readRecords } from './read-records.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const LOOKED_AT_BYTES = 65_536;
const LOOKED_AT_RECORDS = 50;
/** Longer than any number, date or title: a cell has no more to tell. */
const LOOKED_AT_CHARACTERS = 200;
const DECIMAL_COMMA = /^[+-]?\d{1,3}(?:[. ]?\d{3})*,\d+$/;
const DECIMAL_POINT = /^[+-]?\d{1,3}(?:[, ]?\d{3})*\.\d+$/;
/** Signs of numbers, dates and times; a second look says whether a digit is among them, so that no look goes back. */
const FIGURES = /^[+-]?[\d.,:/\s-]+$/;

type Records = readonly (readonly string[])[];

/**
 * Finds out how a file is to be read; people can say that it is otherwise.
 *
 * @throws ServerError INPUT_INVALID for a file that is no text
 */
export async function detectLayout(bytes: Uint8Array): Promise<ImportLayout> {
  const encoding = detectEncoding(bytes);
  let best: { readonly separator: ImportLayout['separator']; readonly records: Records } = {
    separator: ',',
    records: [],
  };
  let bestScore = -1;
  for (const separator of SEPARATORS) {
    const records = await firstRecords(bytes, { encoding, separator });
    const score = scoreOf(records);
    if (score > bestScore) [best, bestScore] = [{ separator, records }, score];
  }
  const { separator, records } = best;
  return { encoding, separator, decimal: decimalOf(records), hasHeader: hasHeader(records) };
}

async function firstRecords(
  bytes: Uint8Array,
  layout: Pick<ImportLayout, 'encoding' | 'separator'>,
): Promise<Records> {
  const records: (readonly string[])[] = [];
  try {
    for await (const { cells } of readRecords(bytes.subarray(0, LOOKED_AT_BYTES), layout)) {
      records.push(cells);
      if (records.length === LOOKED_AT_RECORDS) break;
    }
  } catch {
    // The head may end within quotes, and the quotes be none by another separator.
  }
  return records;
}

/** More columns are better, if most lines agree on their number. */
function scoreOf(records: Records): number {
  const width = records[0]?.length ?? 0;
  const alike = records.filter(({ length }) => length === width).length;
  return width < 2 ? 0 : (alike / records.length) ** 2 * Math.min(width, 10);
}

function decimalOf(records: Records): ImportLayout['decimal'] {
  const cells = records.flat().map(startOf);
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  return count(DECIMAL_COMMA) > count(DECIMAL_POINT) ? ',' : '.';
}

/** Titles are words, each once. */
function hasHeader([first = []]: Records): boolean {
  const titles = first.map((cell) => cell.trim().toLowerCase());
  return (
    new Set(titles).size === titles.length &&
    titles.every((title) => title !== '' && !isValue(title))
  );
}

function isValue(whole: string): boolean {
  const cell = startOf(whole);
  return cell.includes('@') || (FIGURES.test(cell) && /\d/.test(cell));
}

function startOf(cell: string): string {
  return cell.slice(0, LOOKED_AT_CHARACTERS).trim();
}
