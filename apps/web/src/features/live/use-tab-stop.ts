import { useState } from 'react';
import type { FocusEvent } from 'react';
import type { ListItem } from './list-item.ts';

/**
 * Keeps the one row of a long list at which Tab stops, so that Tab leads past the list: the row that had the focus last, else the first
 * that is drawn and can be selected.
 *
 * @param first - index of the first row that is drawn
 * @param end - index after the last
 */
export function useTabStop(items: readonly ListItem[], first: number, end: number) {
  const [last, setLast] = useState(-1);
  const canStop = (index: number): boolean => {
    const item = items[index];
    return item?.kind === 'tag' && item.tag.dataType !== 'text';
  };
  const drawn = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  const isDrawn = last >= first && last < end;
  return {
    index: isDrawn && canStop(last) ? last : (drawn.find(canStop) ?? -1),
    onFocus: ({ target }: FocusEvent<HTMLElement>): void => {
      const row = target.closest<HTMLElement>('[data-row-index]');
      if (row !== null) setLast(Number(row.dataset['rowIndex']));
    },
  };
}
