import { Readable } from 'node:stream';
import { MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS, type ImportLayout } from '@varve/contract';
import { CsvError, parse } from 'csv-parse';
import { refuseFile } from './refuse-file.ts';

/** A line of a file, or several where a cell in quotes has ends of lines. */
export interface FileRecord {
  /** Where it begins, as an editor counts lines, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const CHUNK_BYTES = 65_536;
const MAX_RECORD_CHARACTERS = 1_048_576;

/**
 * Reads a file record by record, titles included; empty lines are left out.
 *
 * @throws ServerError INPUT_INVALID with the line, for quotes that do not close, or more records or columns than a file may have
 */
export async function* readRecords(
  bytes: Uint8Array,
  { encoding, separator }: Pick<ImportLayout, 'encoding' | 'separator'>,
): AsyncGenerator<FileRecord> {
  const parser = parse({
    delimiter: separator,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_CHARACTERS,
  });
  const source = Readable.from(textOf(bytes, encoding));
  source.pipe(parser);
  let count = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRecord>) {
      const inside = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      const line = info.lines - inside;
      if (record.length > MAX_IMPORT_COLUMNS)
        throw refuseFile(
          'too_many_columns',
          `line ${line}: expected ${MAX_IMPORT_COLUMNS} columns at most`,
        );
      // The titles are no row.
      if (++count > MAX_IMPORT_ROWS + 1)
        throw refuseFile('too_many_rows', `expected ${MAX_IMPORT_ROWS} rows at most`);
      yield { line, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuseFile('file_broken', error.message);
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** Ends of lines become one character: within quotes the parser would count two lines else. */
function* textOf(bytes: Uint8Array, encoding: ImportLayout['encoding']): Generator<string> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    const chunk = bytes.subarray(from, from + CHUNK_BYTES);
    const text = rest + decoder.decode(chunk, { stream: true });
    rest = text.endsWith('\r') ? '\r' : '';
    const whole = text.slice(0, text.length - rest.length);
    if (whole !== '') yield whole.replaceAll(/\r\n?/g, '\n');
  }
  const end = rest + decoder.decode();
  if (end !== '') yield end.replaceAll(/\r\n?/g, '\n');
}
