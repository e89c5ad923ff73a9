import { useMemo, useSyncExternalStore } from 'react';

/** Whether a media query holds for the window now. */
export function useMedia(query: string): boolean {
  const media = useMemo(() => {
    const list = window.matchMedia(query);
    return {
      matches: () => list.matches,
      subscribe: (onChange: () => void) => {
        list.addEventListener('change', onChange);
        return () => {
          list.removeEventListener('change', onChange);
        };
      },
    };
  }, [query]);
  return useSyncExternalStore(media.subscribe, media.matches);
}
