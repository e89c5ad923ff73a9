import type { Language } from '@varve/contract';
import type { ReportColumn, ReportRow } from './report-kind.ts';

/** A report on its way into files: everything but its rows, in its language. */
export interface ReportHead {
  readonly title: string;
  /** As people gave it: may be the title. */
  readonly name: string;
  /** Whose data it shows. */
  readonly tenant: string;
  readonly language: Language;
  /** IANA name of its clock. */
  readonly timeZone: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly madeAtMs: number;
  /** The user with whose rights it was made. */
  readonly madeBy: string;
  readonly columns: readonly ReportColumn[];
  readonly facts: readonly { readonly label: string; readonly text: string }[];
}

/** Writes the rows of a report into a file. */
export interface ReportWriter {
  /** Takes some rows; more than it holds are counted and left out. */
  add(rows: readonly ReportRow[]): Promise<void>;
  /** Writes what is missing, and waits until the disk has it. @param rowCount - rows that were found @returns rows in the file */
  end(rowCount: number): Promise<number>;
  /** Closes the file without ending it. */
  [Symbol.asyncDispose](): Promise<void>;
}
