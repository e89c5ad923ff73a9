import { useCallback, useEffect, useRef, useState } from 'react';
import { rowWindow, scrollTopToShow } from './row-window.ts';

/** Keeps track of which rows of a scrolled list are in view. */
export function useRowWindow(rowCount: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ scrollTop: 0, viewportHeight: 800 });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const read = (): void => {
      // Whole rows: scrolling within a row changes nothing.
      const scrollTop = Math.floor(element.scrollTop / rowHeight) * rowHeight;
      const viewportHeight = element.clientHeight + rowHeight;
      setView((last) =>
        last.scrollTop === scrollTop && last.viewportHeight === viewportHeight
          ? last
          : { scrollTop, viewportHeight },
      );
    };
    read();
    element.addEventListener('scroll', read, { passive: true });
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', read);
      observer.disconnect();
    };
  }, [rowHeight]);

  const showRow = useCallback(
    (rowIndex: number, headerHeight: number) => {
      const element = scroller.current;
      if (element === null) return;
      const target = scrollTopToShow(rowIndex, {
        scrollTop: element.scrollTop,
        viewportHeight: element.clientHeight - headerHeight,
        rowHeight,
        rowCount,
      });
      if (target !== null) element.scrollTop = target;
    },
    [rowCount, rowHeight],
  );
  return { scroller, showRow, ...rowWindow({ ...view, rowHeight, rowCount }) };
}
