import type { ReportHead } from './report-head.ts';
import type { ReportRow } from './report-kind.ts';

/** A document that a thread makes. */
export interface DocumentOrder {
  readonly format: 'pdf' | 'xlsx';
  /** File to make: it must not be there. */
  readonly path: string;
  readonly head: ReportHead;
  /** The first rows, as many as the document holds. */
  readonly rows: readonly ReportRow[];
  /** Rows that were found. */
  readonly rowCount: number;
}
