import {
  MAX_LISTED_REFUSALS,
  type ImportLayout,
  type ImportPreview,
  type PreviewImportInput,
} from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../access/access.ts';
import type { ImportKind } from './import-kind.ts';
import { judgeFile, titlesOf } from './judge-file.ts';
import { readRecords } from './read-records.ts';
import { readUpload } from './read-upload.ts';
import { suggestMapping } from './suggest-mapping.ts';

const SAMPLE_ROWS = 20;
const SHOWN_CHARACTERS = 200;

/** Options of an import: who does what. */
export interface ImportTask<Row, Input> {
  readonly kind: ImportKind<Row>;
  readonly access: Access;
  readonly input: Input;
}

/** Judges every line of a file that waits, and writes nothing. @throws ServerError NOT_FOUND, INPUT_INVALID */
export async function previewImport<Row>(
  transaction: TenantTransaction,
  { kind, access, input: { id, layout, mapping: chosen } }: ImportTask<Row, PreviewImportInput>,
): Promise<ImportPreview> {
  const bytes = await readUpload(transaction, { kind: kind.name, id });
  const { columns, sample } = await readHead(bytes, layout);
  const mapping =
    chosen ?? suggestMapping(kind.fields, columns, await readTitles(transaction, kind.name));
  const judge = await kind.begin(transaction, access);
  const { accepted, refusedCount, refusals } = await judgeFile({
    bytes,
    layout,
    mapping,
    kind,
    judge,
  });
  return {
    columns,
    sample,
    fields: kind.fields.map(({ name, isRequired }) => ({ name, isRequired })),
    mapping,
    rowCount: accepted.length + refusedCount,
    acceptedCount: accepted.length,
    refusedCount,
    refusals: refusals.slice(0, MAX_LISTED_REFUSALS),
  };
}

async function readHead(bytes: Uint8Array, layout: ImportLayout) {
  const head: string[][] = [];
  for await (const { cells } of readRecords(bytes, layout)) {
    head.push(cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)));
    if (head.length > SAMPLE_ROWS) break;
  }
  return {
    columns: titlesOf(head[0] ?? [], layout.hasHeader),
    sample: head.slice(layout.hasHeader ? 1 : 0).slice(0, SAMPLE_ROWS),
  };
}

async function readTitles(
  { $client }: TenantTransaction,
  kind: string,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await $client.query<{ titles: Record<string, string> }>(
    'SELECT titles FROM import_templates WHERE kind = $1 AND deleted_at IS NULL',
    [kind],
  );
  return rows[0]?.titles ?? {};
}
