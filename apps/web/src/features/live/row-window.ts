interface RowWindow {
  /** Index of the first row to draw. */
  readonly first: number;
  /** Index after the last row to draw. */
  readonly end: number;
}

interface ScrollPosition {
  readonly scrollTop: number;
  readonly viewportHeight: number;
  readonly rowHeight: number;
  readonly rowCount: number;
}

// Drawn beyond either edge, so that scrolling shows rows and not blanks.
const MARGIN_ROWS = 8;

/** Which rows of a long list are worth drawing. */
export function rowWindow(position: ScrollPosition): RowWindow {
  const { scrollTop, viewportHeight, rowHeight, rowCount } = position;
  const firstVisible = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const endVisible = Math.ceil((Math.max(0, scrollTop) + viewportHeight) / rowHeight);
  const first = Math.min(rowCount, Math.max(0, firstVisible - MARGIN_ROWS));
  const end = Math.min(rowCount, endVisible + MARGIN_ROWS);
  return { first, end: Math.max(first, end) };
}

/** Where to scroll so that a row is in view; null when it is already. */
export function scrollTopToShow(rowIndex: number, position: ScrollPosition): number | null {
  const { scrollTop, viewportHeight, rowHeight } = position;
  const top = rowIndex * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight;
  return bottom > scrollTop + viewportHeight ? bottom - viewportHeight : null;
}
