import { useSyncExternalStore } from 'react';
import { serverClock } from '../../api/client.ts';

// One timer for all the ages on a page; it runs only while somebody looks.
const listeners = new Set<() => void>();
let nowMs: number | null = null;
let timer: ReturnType<typeof setInterval> | null = null;

function tick(): void {
  nowMs = serverClock.nowMs();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (timer === null) {
    nowMs = serverClock.nowMs();
    timer = setInterval(tick, 1_000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    nowMs = null;
  };
}

/** The server's time, renewed once a second for everybody together. */
export function useSeconds(): number {
  return useSyncExternalStore(subscribe, () => (nowMs ??= serverClock.nowMs()));
}
