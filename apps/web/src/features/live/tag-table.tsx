import { useCallback } from 'react';
import type { ListItem } from './list-item.ts';
import { TagRow } from './tag-row.tsx';
import { TagTableHeader } from './tag-table-header.tsx';
import type { SortOrder } from './tag-table-header.tsx';
import { usePreferences } from '../../kit/preferences/preferences-context.ts';
import { useNarrow } from '../../kit/ui/use-narrow.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTabStop } from './use-tab-stop.ts';
import { useWords } from '../../kit/i18n/use-words.ts';
import { liveWords } from './live-words.ts';
import './tag-table.css';
import './tag-card.css';

// The heights of rows in tokens.css.
const ROW_HEIGHT = { compact: 32, normal: 40, panel: 56, narrow: 68 } as const;
const HEADER_HEIGHT = 36;

interface TagTableProps {
  readonly items: readonly ListItem[];
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
  readonly selectedIds: ReadonlySet<number>;
  readonly full: boolean;
  readonly onToggle: (tagId: number) => void;
  readonly onOpen: (tagId: number) => void;
}

/** A table of any length: only the rows in view exist. Below 720 px each row is a card. */
export function TagTable(props: TagTableProps) {
  const { items, order, onOrder } = props;
  const words = useWords(liveWords);
  const { density } = usePreferences();
  const rowHeight = ROW_HEIGHT[useNarrow() ? 'narrow' : density];
  const { scroller, showRow, first, end } = useRowWindow(items.length, rowHeight);
  const showTagRow = useCallback(
    (rowIndex: number) => {
      showRow(rowIndex, HEADER_HEIGHT);
    },
    [showRow],
  );
  const tabStop = useTabStop(items, first, end);
  const onKeyDown = useRowKeys({ items, scroller, showRow: showTagRow, onOpen: props.onOpen });
  return (
    <div
      ref={scroller}
      className="tag-scroller panel fills"
      onKeyDown={onKeyDown}
      onFocus={tabStop.onFocus}
      role="presentation"
    >
      <div
        role="table"
        className="tag-table"
        aria-label={words.title}
        aria-description={words.keyboardHelp}
        aria-rowcount={items.length + 1}
      >
        <div role="rowgroup" className="tag-head">
          <TagTableHeader order={order} onOrder={onOrder} />
        </div>
        <div role="rowgroup" className="tag-rows" style={{ height: items.length * rowHeight }}>
          {items.slice(first, end).map((item, i) => (
            <ItemRow
              key={keyOf(item)}
              {...props}
              item={item}
              {...{ index: first + i, rowHeight }}
              isTabStop={first + i === tabStop.index}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function keyOf(item: ListItem): string | number {
  return item.kind === 'tag' ? item.tag.id : item.prefix;
}

interface ItemRowProps extends TagTableProps {
  readonly item: ListItem;
  readonly index: number;
  readonly rowHeight: number;
  readonly isTabStop: boolean;
}

function ItemRow({ item, index, rowHeight, isTabStop, ...table }: ItemRowProps) {
  const top = index * rowHeight;
  if (item.kind === 'group') {
    return (
      <div
        role="row"
        className="group-row"
        style={{ transform: `translateY(${top}px)`, height: rowHeight }}
        aria-rowindex={index + 2}
      >
        <span role="cell">
          {item.prefix} <span className="group-count">{item.tagCount}</span>
        </span>
      </div>
    );
  }
  return (
    <TagRow
      tag={item.tag}
      rowIndex={index}
      isTabStop={isTabStop}
      top={top}
      selected={table.selectedIds.has(item.tag.id)}
      full={table.full}
      onToggle={table.onToggle}
    />
  );
}
