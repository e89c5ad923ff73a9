import type { ImportRefusal, Permission } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../access/access.ts';

/** A field that a column of a file can be. */
export interface ImportField {
  readonly name: string;
  /** Numbers may have a decimal comma, and points or spaces between thousands. */
  readonly type: 'text' | 'number';
  readonly isRequired: boolean;
  /** Titles that a column of it has in files, in small letters without accents. */
  readonly titles: readonly string[];
}

/** Cells of a line by the names of their fields; empty ones, and fields without a column, are null. */
export type ImportCells = Readonly<Record<string, string | number | null>>;

/** Why a line is refused: the field, or null for the line as a whole. */
export interface CellFault {
  readonly field: string | null;
  readonly code: ImportRefusal['code'];
}

/** A line as its kind judges it. */
export type Verdict<Row> = { readonly row: Row } | { readonly faults: readonly CellFault[] };

/** A row that was written. */
interface WrittenRow {
  readonly id: string;
  /** A one-time link of the person that the row is. */
  readonly link?: { readonly name: string; readonly code: string };
}

/** A kind of rows that files are imported as. A feature exports its kinds, and `import-kinds.ts` lists those of all features. */
export interface ImportKind<Row = unknown> {
  /** `users`: the address of its upload. */
  readonly name: string;
  readonly permission: Permission;
  /** Whether writing and undoing need a password that was just shown. */
  readonly needsFresh: boolean;
  readonly maxRows: number;
  readonly fields: readonly ImportField[];
  /** Reads what judging needs. @returns judges the lines of one file, in their order; it may remember those before */
  begin(
    transaction: TenantTransaction,
    access: Access,
  ): Promise<(cells: ImportCells) => Verdict<Row>>;
  write(transaction: TenantTransaction, access: Access, row: Row): Promise<WrittenRow>;
  /** Takes rows back. @throws ServerError CONFLICT where something depends on one, by the code `depended_on` with their names */
  undo(transaction: TenantTransaction, access: Access, rowIds: readonly string[]): Promise<void>;
}
