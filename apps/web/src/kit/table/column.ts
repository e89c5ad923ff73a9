import type { ReactNode } from 'react';

/** A column of a table, with how its cell is drawn. */
export interface Column<Row> {
  /** Its name; where it can be sorted, the name that the server sorts by. */
  readonly key: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Said once, under the name. */
  readonly unit?: string;
  /** Right-aligned figures. @default false */
  readonly isNumber?: boolean;
  /** The server can sort by it. @default false */
  readonly isSorted?: boolean;
  /** Left out of the card that a row is on a phone. @default false */
  readonly isWideOnly?: boolean;
}

/** The order of the rows, as the server made it. */
export interface RowOrder {
  readonly key: string;
  readonly isDescending: boolean;
}
