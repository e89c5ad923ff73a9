import type { Language, Permission, ReportKindName, ReportParameters } from '@varve/contract';
import type { TenantTransactions } from '../tenant-database.ts';

/** A text in the languages of Varve. */
export type Texts = Readonly<Record<Language, string>>;

/** A column of a report. */
export interface ReportColumn {
  readonly key: string;
  readonly label: Texts;
  /** Times are milliseconds since 1970, and shown by the clock of the report. Words are shown in its language. */
  readonly kind: 'text' | 'number' | 'time' | 'word';
  readonly unit?: string;
  /** Share of the width of a page. */
  readonly width: number;
}

/** A thing that programs know by a code, and people by words of their language. */
export interface ReportWord {
  readonly code: string;
  readonly texts: Texts;
}

/** A cell: a text, a number, a time or a word by the kind of its column; null where there is none. */
export type ReportCell = string | number | ReportWord | null;
export type ReportRow = readonly ReportCell[];

/** Something that is said above a table: what it covers. */
export interface ReportFact {
  readonly label: Texts;
  readonly text: Texts;
}

/** Things that a report reads by. */
export interface ReportSource extends TenantTransactions {
  /** The user whose rights it has. */
  readonly userId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** A page shows the first rows, and waits: what takes long is left to a run, and said. */
  readonly isPage: boolean;
  readonly signal: AbortSignal;
}

/** Things that a report found. */
export interface ReportContent {
  readonly facts: readonly ReportFact[];
  /** Rows that there are, for progress. */
  readonly expectedRows: number;
  /** Read as they are taken. */
  readonly rows: AsyncIterable<ReportRow>;
}

/** A report: what it is asked, what it shows, and the right to that. A feature exports its reports, and `report-kinds.ts` lists those of all features. */
export interface ReportKindOf<Kind extends ReportKindName> {
  readonly kind: Kind;
  readonly permission: Permission;
  readonly title: Texts;
  readonly columns: readonly ReportColumn[];
  read(
    source: ReportSource,
    parameters: Extract<ReportParameters, { kind: Kind }>,
  ): Promise<ReportContent>;
}

/** A report of any name. */
export type ReportKind = { readonly [Kind in ReportKindName]: ReportKindOf<Kind> }[ReportKindName];
