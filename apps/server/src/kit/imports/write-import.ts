import type { WriteImportInput, ImportResult } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireFresh } from '../access/access.ts';
import { ServerError } from '../server-error.ts';
import { judgeFile, titlesOf, type AcceptedRow } from './judge-file.ts';
import type { ImportTask } from './preview-import.ts';
import { readRecords } from './read-records.ts';
import { readUpload } from './read-upload.ts';

interface WrittenLine {
  readonly line: number;
  readonly id: string;
}

/**
 * Writes the rows of a file that waits, all of those that a preview accepted, in the transaction that it is given. The file goes, and
 * the chosen columns are remembered.
 *
 * @throws ServerError NOT_FOUND, INPUT_INVALID, REAUTHENTICATE; CONFLICT where other rows would be written than the preview said
 */
export async function writeImport<Row>(
  transaction: TenantTransaction,
  task: ImportTask<Row, WriteImportInput>,
): Promise<ImportResult> {
  const { kind, access, input } = task;
  if (kind.needsFresh) requireFresh(access);
  const { id, layout, mapping, acceptedCount } = input;
  const bytes = await readUpload(transaction, { kind: kind.name, id });
  const judge = await kind.begin(transaction, access);
  const { accepted, refusedCount } = await judgeFile({ bytes, layout, mapping, kind, judge });
  if (accepted.length !== acceptedCount)
    throw new ServerError(
      'CONFLICT',
      `${accepted.length} rows would be written, and not ${acceptedCount}: look at the preview again`,
    );
  const links = await writeRows(transaction, task, accepted);
  const { $client } = transaction;
  await $client.query(
    "UPDATE imports SET state = 'done', done_at = now(), layout = $2, made = $3, left_out = $4 WHERE id = $1",
    [id, layout, accepted.length, refusedCount],
  );
  await $client.query('DELETE FROM import_files WHERE import_id = $1', [id]);
  await rememberColumns(transaction, task, bytes);
  return { made: accepted.length, leftOut: refusedCount, links };
}

async function writeRows<Row>(
  transaction: TenantTransaction,
  { kind, access, input: { id } }: ImportTask<Row, WriteImportInput>,
  accepted: readonly AcceptedRow<Row>[],
): Promise<ImportResult['links']> {
  const written: WrittenLine[] = [];
  const links: ImportResult['links'] = [];
  for (const { line, row } of accepted) {
    const made = await kind.write(transaction, access, row);
    written.push({ line, id: made.id });
    if (made.link !== undefined) links.push(made.link);
  }
  await transaction.$client.query(
    'INSERT INTO import_rows (import_id, line, row_id) SELECT $1, line, id FROM unnest($2::integer[], $3::uuid[]) AS written (line, id)',
    [id, written.map(({ line }) => line), written.map((line) => line.id)],
  );
  return links;
}

/** Columns without a title are not remembered: in the next file they may be others. */
async function rememberColumns<Row>(
  { $client }: TenantTransaction,
  { kind, input: { layout, mapping } }: ImportTask<Row, WriteImportInput>,
  bytes: Uint8Array,
): Promise<void> {
  if (!layout.hasHeader) return;
  const { value } = await readRecords(bytes, layout).next();
  const columns = titlesOf(value?.cells ?? [], true);
  const titles = Object.fromEntries(
    Object.entries(mapping).map(([field, column]) => [field, columns[column]]),
  );
  await $client.query(
    `INSERT INTO import_templates (kind, titles) VALUES ($1, $2)
     ON CONFLICT (tenant_id, kind) DO UPDATE SET titles = EXCLUDED.titles, deleted_at = NULL`,
    [kind.name, titles],
  );
}
