import { useEffect, useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import type { ListItem } from './list-item.ts';
import { rowTarget } from './row-target.ts';

interface RowKeysOptions {
  readonly items: readonly ListItem[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly showRow: (rowIndex: number) => void;
  /** Enter on a row. */
  readonly onOpen: (tagId: number) => void;
}

/** Moves the focus from checkbox to checkbox with the arrow keys, to rows not drawn yet as well. */
export function useRowKeys({ items, scroller, showRow, onOpen }: RowKeysOptions) {
  const awaited = useRef<number | null>(null);
  const focusAwaited = (): void => {
    const box = scroller.current?.querySelector<HTMLInputElement>(
      `[data-row-index="${awaited.current}"] input`,
    );
    if (box == null) return;
    awaited.current = null;
    box.focus({ preventScroll: true });
  };
  // The row may be drawn only some renders after the scroll: look for it each time.
  useEffect(() => {
    if (awaited.current !== null) focusAwaited();
  });

  return (event: KeyboardEvent<HTMLDivElement>): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row-index]');
    if (row === null || !(event.target instanceof HTMLInputElement)) return;
    const from = Number(row.dataset['rowIndex']);
    const item = items[from];
    if (event.key === 'Enter' && item?.kind === 'tag') {
      event.preventDefault();
      onOpen(item.tag.id);
      return;
    }
    const target = rowTarget(items, from, event.key);
    if (target === null) return;
    event.preventDefault();
    awaited.current = target;
    showRow(target);
    focusAwaited();
  };
}
