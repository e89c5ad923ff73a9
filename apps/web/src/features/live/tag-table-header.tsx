import type { SortKey } from './tag-list-search.ts';
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
        <svg viewBox="0 0 8 8" aria-hidden="true" className={active ? direction : 'idle'}>
          <path d="M4 1.5 7 6.5H1z" fill="currentColor" />
        </svg>
      </button>
    </span>
  );
}
