import { z } from 'zod';
import { nextCursor, pageInput } from './page.ts';
import { rowId } from './row-id.ts';
import { textLine } from './text-line.ts';
import { timeMs } from './time-ms.ts';

/** Most bytes of a file. */
export const MAX_IMPORT_BYTES = 8 * 1_048_576;
/** Most rows of a file. */
export const MAX_IMPORT_ROWS = 100_000;
/** Most columns of a file. */
export const MAX_IMPORT_COLUMNS = 200;
/** Most refusals that a preview lists; all are counted. */
export const MAX_LISTED_REFUSALS = 1_000;

const MAX_FIELDS = 100;
const MAX_SAMPLE_ROWS = 20;
const MAX_LINKS = 2_000;
const MAX_LISTED_IMPORTS = 200;

/** How the bytes of a file are read. */
export const importLayout = z.strictObject({
  /** Windows-1252 has the characters of Latin-1, and some more. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  separator: z.enum([',', ';', '\t', '|']),
  /** The sign before the decimals of a number. */
  decimal: z.enum(['.', ',']),
  /** Whether the first line has the titles of the columns. */
  hasHeader: z.boolean(),
});
export type ImportLayout = z.infer<typeof importLayout>;

/** Answer to an upload, `POST /api/imports/<kind>?name=…`: the file waits, and is removed after a day. */
export const uploadedImport = z.strictObject({ id: rowId, layout: importLayout });
export type UploadedImport = z.infer<typeof uploadedImport>;

/** Number of the column, from 0, by the name of the field. */
const mapping = z
  .record(
    z.string().max(100),
    z
      .int()
      .min(0)
      .max(MAX_IMPORT_COLUMNS - 1),
  )
  .refine((columns) => Object.keys(columns).length <= MAX_FIELDS, `expected ${MAX_FIELDS} fields`);
export type ImportMapping = z.infer<typeof mapping>;

/** Input of `<area>.imports.preview`. */
export const previewImportInput = z.strictObject({
  id: rowId,
  layout: importLayout,
  /** @default what was chosen last, and else what the titles say */
  mapping: mapping.optional(),
});
export type PreviewImportInput = z.infer<typeof previewImportInput>;

/** Why a cell or a line is refused. */
export const importRefusalCode = z.enum([
  /** A field that has to have a value has none. */
  'required',
  /** The value has not the form of its field. */
  'invalid',
  /** Another row of the database has it. */
  'taken',
  /** Another line of the file has it. */
  'repeated',
  /** The value names something that is not there. */
  'unknown',
  /** The value gives more than the importing user may give. */
  'forbidden',
  /** The line has more cells than the first one. */
  'too_many_cells',
]);

/** A cell that is refused, and with it its line. */
export const importRefusal = z.strictObject({
  /** As an editor counts lines, from 1. */
  line: z.int().positive(),
  /** Null where the line as a whole is refused. */
  field: z.string().nullable(),
  /** Title of the column, or its number from 1; null where the line as a whole is refused. */
  column: z.string().nullable(),
  code: importRefusalCode,
  /** The cell, cut after 200 characters. */
  value: z.string().max(200),
});
export type ImportRefusal = z.infer<typeof importRefusal>;

/** Output of `<area>.imports.preview`: every line was judged, and nothing written. */
export const importPreview = z.strictObject({
  /** Titles of the columns, or their numbers from 1. */
  columns: z.array(z.string()).max(MAX_IMPORT_COLUMNS),
  sample: z.array(z.array(z.string()).max(MAX_IMPORT_COLUMNS)).max(MAX_SAMPLE_ROWS),
  fields: z.array(z.strictObject({ name: z.string(), isRequired: z.boolean() })).max(MAX_FIELDS),
  mapping,
  rowCount: z.int().nonnegative(),
  /** Lines that would be written. */
  acceptedCount: z.int().nonnegative(),
  /** Lines that would be left out. */
  refusedCount: z.int().nonnegative(),
  refusals: z.array(importRefusal).max(MAX_LISTED_REFUSALS),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Input of `<area>.imports.write`. */
export const writeImportInput = z.strictObject({
  id: rowId,
  layout: importLayout,
  mapping,
  /** As the preview counted them: if another number would be written by now, nothing is. */
  acceptedCount: z.int().positive().max(MAX_IMPORT_ROWS),
});
export type WriteImportInput = z.infer<typeof writeImportInput>;

/** Output of `<area>.imports.write`. */
export const importResult = z.strictObject({
  made: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  /** Codes of one-time links `/enter#code`, where the rows are people: shown once, and kept nowhere. */
  links: z.array(z.strictObject({ name: z.string(), code: z.string() })).max(MAX_LINKS),
});
export type ImportResult = z.infer<typeof importResult>;

/** An import that was done. */
const importInfo = z.strictObject({
  id: rowId,
  fileName: z.string(),
  state: z.enum(['done', 'undone']),
  made: z.int().nonnegative(),
  leftOut: z.int().nonnegative(),
  /** User name; null where no person did it. */
  doneBy: z.string().nullable(),
  doneAtMs: timeMs,
  undoneAtMs: timeMs.nullable(),
});
export type ImportInfo = z.infer<typeof importInfo>;

/** Input of `<area>.imports.list`: those done last first. */
export const listImportsInput = z.strictObject({ ...pageInput(MAX_LISTED_IMPORTS) });
export type ListImportsInput = z.infer<typeof listImportsInput>;

/** Output of `<area>.imports.list`. */
export const importPage = z.strictObject({
  imports: z.array(importInfo).max(MAX_LISTED_IMPORTS),
  nextCursor,
});
export type ImportPage = z.infer<typeof importPage>;

/** Name of a file, for people: nothing is opened by it. */
export const importFileName = textLine(200);
