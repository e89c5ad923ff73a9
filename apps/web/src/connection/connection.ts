/** What is known of the way to the server. */
export interface ConnectionState {
  readonly kind: 'connecting' | 'online' | 'lost';
  /** When the connection was lost, local milliseconds since 1970; null unless it is. */
  readonly lostSinceMs: number | null;
}

export interface Connection {
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly answered: () => void;
  readonly failed: () => void;
}

const CONNECTING: ConnectionState = { kind: 'connecting', lostSinceMs: null };
const ONLINE: ConnectionState = { kind: 'online', lostSinceMs: null };

/** Keeps the one answer to "are we connected?" that every feed and query of the page reports to. */
export function createConnection(nowMs: () => number): Connection {
  const listeners = new Set<() => void>();
  let state = CONNECTING;
  const change = (next: ConnectionState): void => {
    if (next.kind === state.kind) return;
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    answered: () => {
      change(ONLINE);
    },
    failed: () => {
      change({ kind: 'lost', lostSinceMs: nowMs() });
    },
  };
}
