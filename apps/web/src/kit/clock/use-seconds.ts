import { useSyncExternalStore } from 'react';
import { useClock } from './clock-context.ts';

/** The server's time, renewed once a second for everybody together. */
export function useSeconds(): number {
  const { subscribe, secondMs } = useClock();
  return useSyncExternalStore(subscribe, secondMs);
}
