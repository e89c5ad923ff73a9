import type { ImportLayout } from '@varve/contract';
import { refuseFile } from './refuse-file.ts';

type Encoding = ImportLayout['encoding'];

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const WORKBOOKS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const LOOKED_AT = 65_536;

/**
 * Finds the encoding of a text by its bytes: whatever its name ends in.
 *
 * @throws ServerError INPUT_INVALID for a file that is empty, a workbook, or no text
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes.length === 0) throw refuseFile('file_empty', 'the file is empty');
  if (WORKBOOKS.some((mark) => beginsWith(bytes, mark)))
    throw refuseFile('file_is_workbook', 'the file is a workbook: save its sheet as CSV');
  const marked = MARKS.find(([, mark]) => beginsWith(bytes, mark))?.[0];
  const found = marked ?? wideEncoding(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  const text = new TextDecoder(found).decode(bytes.subarray(0, LOOKED_AT));
  // Tabs and ends of lines are the only control characters of a table.
  if (/[^\P{Cc}\t\r\n\f\v\u0080-\u009f]/u.test(text))
    throw refuseFile('file_not_text', 'the file is no text: expected CSV');
  return found;
}

function beginsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** UTF-16 without a mark: of the common characters, every other byte is zero. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const counts = [0, 0];
  const head = bytes.subarray(0, LOOKED_AT);
  for (const [index, byte] of head.entries()) if (byte === 0) counts[index % 2]!++;
  const many = head.length * 0.3;
  if (counts[1]! > many && counts[0] === 0) return 'utf-16le';
  return counts[0]! > many && counts[1] === 0 ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
