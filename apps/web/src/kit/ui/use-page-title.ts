import { useEffect, useSyncExternalStore } from 'react';

// The title of the page that is shown, for whoever stands around the page.
let shownTitle = '';
const listeners = new Set<() => void>();

/** Gives the browser's window and the breadcrumb the title of a page. */
export function usePutPageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Varve`;
    shownTitle = title;
    for (const listener of listeners) listener();
  }, [title]);
}

export function usePageTitle(): string {
  return useSyncExternalStore(subscribe, () => shownTitle);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
