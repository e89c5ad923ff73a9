import { useWords } from '../i18n/use-words.ts';
import { kitWords } from '../kit-words.ts';
import { SortMark } from './sort-mark.tsx';
import type { Column, RowOrder } from './column.ts';

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly order?: RowOrder;
  readonly onOrder?: (order: RowOrder) => void;
  readonly hasActions: boolean;
}

/** The names of the columns, and the order by one of them. */
export function TableHead<Row>({ columns, order, onOrder, hasActions }: TableHeadProps<Row>) {
  const words = useWords(kitWords).table;
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <ColumnHead
            key={column.key}
            column={column}
            order={order?.key === column.key ? order : null}
            onOrder={onOrder}
          />
        ))}
        {hasActions && (
          <th role="columnheader" scope="col">
            <span className="visually-hidden">{words.actions}</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

interface ColumnHeadProps<Row> {
  readonly column: Column<Row>;
  /** The order, where it is by this column. */
  readonly order: RowOrder | null;
  readonly onOrder: ((order: RowOrder) => void) | undefined;
}

function ColumnHead<Row>({ column, order, onOrder }: ColumnHeadProps<Row>) {
  const { key, label, unit, isNumber = false, isSorted = false } = column;
  const direction = order?.isDescending === true ? 'descending' : 'ascending';
  return (
    <th
      role="columnheader"
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={order === null ? undefined : direction}
    >
      {isSorted && onOrder !== undefined ? (
        <button
          type="button"
          className="sort-button"
          onClick={() => {
            onOrder({ key, isDescending: order !== null && !order.isDescending });
          }}
        >
          {label}
          <SortMark direction={order === null ? null : direction} />
        </button>
      ) : (
        label
      )}
      {unit !== undefined && <span className="unit">{unit}</span>}
    </th>
  );
}
