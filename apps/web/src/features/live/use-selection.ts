import { useCallback, useState } from 'react';
import { MOST_CURVES } from '../trends/link.ts';

const NOTHING: ReadonlySet<number> = new Set();

export type Selection = ReturnType<typeof useSelection>;

/** Which tags are selected for a trend: as many as a trend can show. */
export function useSelection() {
  const [selectedIds, setSelectedIds] = useState(NOTHING);
  const toggle = useCallback((tagId: number) => {
    setSelectedIds((last) => {
      const next = new Set(last);
      if (!next.delete(tagId) && next.size < MOST_CURVES) next.add(tagId);
      return next;
    });
  }, []);
  const clear = useCallback(() => {
    setSelectedIds(NOTHING);
  }, []);
  return { selectedIds, full: selectedIds.size >= MOST_CURVES, toggle, clear };
}
