import { useCallback, useRef, useSyncExternalStore } from 'react';
import { useClock } from './clock-context.ts';

/**
 * The server's time, renewed at a steady pace.
 *
 * @param intervalMs - pace of renewal; null holds the time
 */
export function useNow(intervalMs: number | null): number {
  const { nowMs } = useClock();
  const now = useRef<number | null>(null);
  const subscribe = useCallback(
    (onChange: () => void) => {
      now.current = nowMs();
      if (intervalMs === null) return () => undefined;
      const timer = setInterval(() => {
        now.current = nowMs();
        onChange();
      }, intervalMs);
      return () => {
        clearInterval(timer);
      };
    },
    [intervalMs, nowMs],
  );
  return useSyncExternalStore(subscribe, () => (now.current ??= nowMs()));
}
