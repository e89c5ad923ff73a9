import { createContext, use, useSyncExternalStore } from 'react';
import type { LatestView } from '../../api/contract.ts';
import type { LatestStore } from './latest-store.ts';

export const LatestStoreContext = createContext<LatestStore | null>(null);

/** The last sample of one tag: only who shows that tag draws again when it changes. */
export function useLatest(tagId: number): LatestView | undefined {
  const store = use(LatestStoreContext);
  if (store === null) throw new Error('useLatest is used outside of LatestStoreContext');
  return useSyncExternalStore(store.subscribe, () => store.latest(tagId));
}
