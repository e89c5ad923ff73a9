import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import type { Column, RowOrder } from './column.ts';
import { rowKeys } from './row-keys.ts';
import { TableHead } from './table-head.tsx';

interface DataTableProps<Row> {
  /** Name of the rows together: "Users". */
  readonly label: string;
  /** The first names the row, and carries its link. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Where a row leads: its page. */
  readonly linkOf?: (row: Row) => LinkProps;
  readonly order?: RowOrder;
  /** Asks for another order; only columns with `isSorted` offer one. */
  readonly onOrder?: (order: RowOrder) => void;
  /** The rows that follow: an infinite query has these names. */
  readonly more?: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
  /** Buttons or a menu at the end of a row. */
  readonly actionsOf?: (row: Row) => ReactNode;
}

/** Rows of the server, page by page. Arrows move between rows; on a phone each row is a card. Without rows it is the page that says why. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, more, actionsOf } = props;
  const words = useWords(kitWords).table;
  return (
    <div className="data-table">
      <table className="table cards" role="table" aria-label={label} onKeyDown={rowKeys}>
        <TableHead {...props} hasActions={actionsOf !== undefined} />
        <tbody role="rowgroup">
          {rows.map((row) => (
            <DataRow key={keyOf(row)} {...props} columns={columns} row={row} />
          ))}
        </tbody>
      </table>
      {more?.hasNextPage === true && (
        <p className="more-rows">
          <button
            type="button"
            className="button"
            aria-disabled={more.isFetchingNextPage}
            onClick={() => {
              if (!more.isFetchingNextPage) void more.fetchNextPage();
            }}
          >
            {more.isFetchingNextPage ? words.loading : words.more}
          </button>
        </p>
      )}
    </div>
  );
}

interface DataRowProps<Row> extends DataTableProps<Row> {
  readonly row: Row;
}

function DataRow<Row>({ row, columns, linkOf, actionsOf }: DataRowProps<Row>) {
  const [first, ...others] = columns;
  if (first === undefined) return null;
  const link = linkOf?.(row);
  return (
    <tr role="row" className={link === undefined ? undefined : 'is-link'}>
      <th role="rowheader" scope="row">
        {link === undefined ? (
          first.cell(row)
        ) : (
          <Link {...link} className="row-link" data-row-target="">
            {first.cell(row)}
          </Link>
        )}
      </th>
      {others.map((column) => (
        <td key={column.key} role="cell" className={classOf(column)} data-label={titleOf(column)}>
          {/* One box, beside the title in a card. */}
          <div className="cell">{column.cell(row)}</div>
        </td>
      ))}
      {actionsOf !== undefined && (
        <td role="cell" className="row-actions">
          {actionsOf(row)}
        </td>
      )}
    </tr>
  );
}

function classOf<Row>({ isNumber = false, isWideOnly = false }: Column<Row>): string | undefined {
  const classes = [isNumber && 'number', isWideOnly && 'is-wide-only'].filter(Boolean);
  return classes.length === 0 ? undefined : classes.join(' ');
}

/** The title of a cell where its row is a card and no head says the unit. */
function titleOf<Row>({ label, unit }: Column<Row>): string {
  return unit === undefined ? label : `${label} (${unit})`;
}
