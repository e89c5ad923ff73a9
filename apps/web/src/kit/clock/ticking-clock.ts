const SECOND_MS = 1_000;

/** A clock with one timer for all the ages on a page; the timer runs only while somebody looks. */
export interface TickingClock {
  readonly nowMs: () => number;
  /** The time of the last tick: the same for everybody until the next. */
  readonly secondMs: () => number;
  /** Calls a listener once a second, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createTickingClock(nowMs: () => number): TickingClock {
  const listeners = new Set<() => void>();
  let secondMs: number | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  const tick = (): void => {
    secondMs = nowMs();
    for (const listener of listeners) listener();
  };
  return {
    nowMs,
    secondMs: () => (secondMs ??= nowMs()),
    subscribe: (listener) => {
      if (timer === null) {
        secondMs = nowMs();
        timer = setInterval(tick, SECOND_MS);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
        secondMs = null;
      };
    },
  };
}
