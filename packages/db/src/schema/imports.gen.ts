// Written by pnpm db:generate from a migrated database. Change the migrations, then run it again.
import { sql } from 'drizzle-orm';
import { foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './column-types.ts';
import { standardColumns } from './standard-columns.ts';

/** Files that people brought, and what became of them. */
export const imports = pgTable('imports', {
  ...standardColumns,
  /** Kind of rows: users. */
  kind: text('kind').notNull(),
  /** As it was called where it came from; nothing is opened by this name. */
  fileName: text('file_name').notNull(),
  /** How its bytes are read: encoding, separator, decimal, hasHeader. */
  layout: jsonb('layout').notNull(),
  /** waiting: nothing is written yet; done: its rows are; undone: they were taken back. */
  state: text('state', { enum: ['waiting', 'done', 'undone'] }).notNull().default(sql`'waiting'::text`),
  /** Rows of the file that were written. */
  made: integer('made').notNull().default(sql`0`),
  /** Rows that were refused and left out. */
  leftOut: integer('left_out').notNull().default(sql`0`),
  /** When its rows were written; null before. */
  doneAt: timestamp('done_at', { withTimezone: true }),
  /** When they were taken back; null where they were not. */
  undoneAt: timestamp('undone_at', { withTimezone: true }),
});
export type Import = typeof imports.$inferSelect;
export type NewImport = typeof imports.$inferInsert;

/** Bytes of files that wait, for a day at most: apart from the imports, since they are not audited. */
export const importFiles = pgTable('import_files', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The import. */
  importId: uuid('import_id').notNull().primaryKey(),
  /** The file, 8 MiB at most. */
  content: bytea('content').notNull(),
}, (table) => [
  foreignKey({ name: 'import_files_of_import', columns: [table.tenantId, table.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete('cascade'),
]);
export type ImportFile = typeof importFiles.$inferSelect;
export type NewImportFile = typeof importFiles.$inferInsert;

/** Rows that an import wrote: by these it is undone. */
export const importRows = pgTable('import_rows', {
  /** Whose row this is. */
  tenantId: uuid('tenant_id').notNull().default(sql`internal.current_tenant()`),
  /** The import. */
  importId: uuid('import_id').notNull(),
  /** Line of the file. */
  line: integer('line').notNull(),
  /** Id of the row that was written, in the table of the import's kind. */
  rowId: uuid('row_id').notNull(),
}, (table) => [
  primaryKey({ columns: [table.importId, table.line] }),
  foreignKey({ name: 'import_rows_of_import', columns: [table.tenantId, table.importId], foreignColumns: [imports.tenantId, imports.id] }).onDelete('cascade'),
]);
export type ImportRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert;

/** Which column of a file is which field, as it was chosen last. */
export const importTemplates = pgTable('import_templates', {
  ...standardColumns,
  /** Kind of rows: users. */
  kind: text('kind').notNull(),
  /** Title of the column by the name of the field. */
  titles: jsonb('titles').notNull(),
});
export type ImportTemplate = typeof importTemplates.$inferSelect;
export type NewImportTemplate = typeof importTemplates.$inferInsert;
