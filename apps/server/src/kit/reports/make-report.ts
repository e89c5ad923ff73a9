import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { ReportFormat } from '@varve/contract';
import { NoRetryError } from '../jobs/no-retry-error.ts';
import { csvReport } from './csv-report.ts';
import { documentWriter } from './document-writer.ts';
import type { ReportHead, ReportWriter } from './report-head.ts';
import { beginFile, dropFile, finishFile, type ReportFileRef } from './report-path.ts';
import type { ReportContent, ReportRow } from './report-kind.ts';

/** A report to be written. */
export interface ReportOrder {
  /** Varve's own folder. */
  readonly directory: string;
  readonly run: Omit<ReportFileRef, 'format'>;
  readonly formats: readonly ReportFormat[];
  readonly head: ReportHead;
  readonly content: ReportContent;
  readonly signal: AbortSignal;
  /** Told how many rows have been read. */
  readonly onRows: (count: number) => void;
}

/** A file that was written. */
export interface MadeFile {
  readonly format: ReportFormat;
  readonly bytes: number;
  /** Rows in it. */
  readonly rows: number;
}

/** Most rows of a report. */
const MAX_REPORT_ROWS = 100_000;
const ROWS_AT_ONCE = 500;

const WRITERS: Readonly<
  Record<ReportFormat, (path: string, order: ReportOrder) => ReportWriter | Promise<ReportWriter>>
> = {
  csv: (path, { head }) => csvReport(path, head),
  xlsx: (path, { head, signal }) => documentWriter(path, head, { format: 'xlsx', signal }),
  pdf: (path, { head, signal }) => documentWriter(path, head, { format: 'pdf', signal }),
};

/**
 * Writes a report into its files. They have their names once all of them are whole; where it fails, none is left.
 *
 * @throws NoRetryError where it has more rows than `MAX_REPORT_ROWS`; the reason of the signal
 */
export async function makeReport(order: ReportOrder): Promise<MadeReport> {
  const { directory, run, formats } = order;
  const attempt = randomUUID();
  try {
    const made = await writeFiles(order, attempt);
    for (const format of formats) await finishFile(directory, { ...run, format }, attempt);
    return made;
  } catch (error) {
    for (const format of formats) await dropFile(directory, { ...run, format }, attempt);
    throw error;
  }
}

/** Files of a report, and how many rows were found. */
interface MadeReport {
  readonly files: readonly MadeFile[];
  readonly rowCount: number;
}

async function writeFiles(order: ReportOrder, attempt: string): Promise<MadeReport> {
  const { directory, run, formats } = order;
  await using opened = new AsyncDisposableStack();
  const writers: OpenFile[] = [];
  for (const format of formats) {
    const path = await beginFile(directory, { ...run, format }, attempt);
    writers.push({ format, path, writer: opened.use(await WRITERS[format](path, order)) });
  }
  const rowCount = await writeRows(order, writers);
  const files: MadeFile[] = [];
  for (const { format, path, writer } of writers) {
    order.signal.throwIfAborted();
    const rows = await writer.end(rowCount);
    files.push({ format, rows, bytes: (await stat(path)).size });
  }
  return { files, rowCount };
}

interface OpenFile {
  readonly format: ReportFormat;
  readonly path: string;
  readonly writer: ReportWriter;
}

async function writeRows(
  { content, signal, onRows }: ReportOrder,
  writers: readonly OpenFile[],
): Promise<number> {
  let rowCount = 0;
  for await (const rows of inGroups(content.rows)) {
    signal.throwIfAborted();
    rowCount += rows.length;
    if (rowCount > MAX_REPORT_ROWS)
      throw new NoRetryError(
        `it has more than ${MAX_REPORT_ROWS} rows: ask for a shorter period, or filter more`,
      );
    for (const { writer } of writers) await writer.add(rows);
    onRows(rowCount);
  }
  return rowCount;
}

async function* inGroups(rows: AsyncIterable<ReportRow>): AsyncGenerator<readonly ReportRow[]> {
  let group: ReportRow[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < ROWS_AT_ONCE) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
