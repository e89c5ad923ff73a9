import {
  writeImportInput,
  done,
  importPage,
  importPreview,
  importResult,
  listImportsInput,
  previewImportInput,
  rowRef,
} from '@varve/contract';
import { writeImport } from '../kit/imports/write-import.ts';
import type { ImportKind } from '../kit/imports/import-kind.ts';
import { listImports } from '../kit/imports/list-imports.ts';
import { previewImport } from '../kit/imports/preview-import.ts';
import { undoImport } from '../kit/imports/undo-import.ts';
import { may } from './procedures.ts';
import { createRouter } from './trpc.ts';

/** Makes the procedures by which rows of a kind are imported from files that were uploaded before. */
export function importProcedures<Row>(kind: ImportKind<Row>) {
  const mayImport = may(kind.permission);
  return createRouter({
    /** Imports of this kind, those done last first. */
    list: mayImport
      .input(listImportsInput)
      .output(importPage)
      .query(({ ctx: { tenant }, input }) =>
        tenant.transaction((tx) => listImports(tx, kind.name, input)),
      ),
    /** Judges every line of a file that waits; nothing is written. */
    preview: mayImport
      .input(previewImportInput)
      .output(importPreview)
      .query(({ ctx: { tenant, access }, input }) =>
        tenant.transaction((tx) => previewImport(tx, { kind, access, input })),
      ),
    /** Writes the rows that the preview accepted: all of them or none. */
    write: mayImport
      .input(writeImportInput)
      .output(importResult)
      .mutation(({ ctx: { tenant, access }, input }) =>
        tenant.transaction((tx) => writeImport(tx, { kind, access, input })),
      ),
    /** Takes the rows of an import back, while nothing depends on them. */
    undo: mayImport
      .input(rowRef)
      .output(done)
      .mutation(async ({ ctx: { tenant, access }, input }) => {
        await tenant.transaction((tx) => undoImport(tx, { kind, access, input }));
        return {};
      }),
  });
}
