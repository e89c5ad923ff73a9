import { useCallback, useRef, useSyncExternalStore } from 'react';
import { serverClock } from '../../api/client.ts';

/**
 * The server's time, renewed at a steady pace.
 *
 * @param intervalMs - pace of renewal; null holds the time as it is
 */
export function useNow(intervalMs: number | null): number {
  const now = useRef<number | null>(null);
  const subscribe = useCallback(
    (onChange: () => void) => {
      now.current = serverClock.nowMs();
      if (intervalMs === null) return () => undefined;
      const timer = setInterval(() => {
        now.current = serverClock.nowMs();
        onChange();
      }, intervalMs);
      return () => {
        clearInterval(timer);
      };
    },
    [intervalMs],
  );
  return useSyncExternalStore(subscribe, () => (now.current ??= serverClock.nowMs()));
}
