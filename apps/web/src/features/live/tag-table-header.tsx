import type { SortKey } from './tag-list-search.ts';
import { SortMark } from '../../kit/table/sort-mark.tsx';
import { useWords } from '../../kit/i18n/use-words.ts';
import { liveWords } from './live-words.ts';

export interface SortOrder {
  readonly sort: SortKey;
  readonly descending: boolean;
}

interface TagTableHeaderProps {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
}

export function TagTableHeader({ order, onOrder }: TagTableHeaderProps) {
  const words = useWords(liveWords);
  const { name, value, range, quality, age, source } = words;
  const head = { order, onOrder };
  return (
    <div role="row" className="tag-row tag-header" aria-rowindex={1}>
      <span role="columnheader" className="cell-select">
        <span className="visually-hidden">{words.selection}</span>
      </span>
      <SortHead {...head} column="name" label={name} />
      <span role="columnheader" className="cell-description">
        {words.description}
      </span>
      <SortHead {...head} column="value" label={value} />
      <span role="columnheader" className="cell-range">
        {range}
      </span>
      <SortHead {...head} column="quality" label={quality} />
      <SortHead {...head} column="age" label={age} />
      <SortHead {...head} column="source" label={source} />
    </div>
  );
}

interface SortHeadProps extends TagTableHeaderProps {
  readonly column: SortKey;
  readonly label: string;
}

function SortHead({ column, label, order, onOrder }: SortHeadProps) {
  const words = useWords(liveWords);
  const active = order.sort === column;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <span
      role="columnheader"
      className={`cell-${column}`}
      aria-sort={active ? direction : undefined}
    >
      <button
        type="button"
        className="sort-button"
        title={words.sortBy(label)}
        onClick={() => {
          onOrder({ sort: column, descending: active && !order.descending });
        }}
      >
        {label}
        <SortMark direction={active ? direction : null} />
      </button>
    </span>
  );
}
