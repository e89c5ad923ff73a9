/** The state of the way to the server. */
export interface ConnectionState {
  /** `unknown` while nobody looks, `connecting` while a witness looks that has seen nothing yet. */
  readonly kind: 'unknown' | 'connecting' | 'online' | 'lost';
  /** When the connection was lost, local milliseconds since 1970; null unless it is. */
  readonly lostSinceMs: number | null;
}

/** Who notices: the stream of live samples, or a question that was asked. */
type ConnectionWitness = 'stream' | 'question';

export interface Connection {
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** A witness has begun to look and has seen nothing yet. */
  readonly waits: (witness: ConnectionWitness) => void;
  readonly answered: (witness: ConnectionWitness) => void;
  readonly failed: (witness: ConnectionWitness) => void;
  /** A witness that stopped looking knows nothing any more. */
  readonly forget: (witness: ConnectionWitness) => void;
}

const UNKNOWN: ConnectionState = { kind: 'unknown', lostSinceMs: null };
const CONNECTING: ConnectionState = { kind: 'connecting', lostSinceMs: null };
const ONLINE: ConnectionState = { kind: 'online', lostSinceMs: null };

const STANDING = { unknown: UNKNOWN, connecting: CONNECTING, online: ONLINE } as const;

/**
 * Keeps the one answer to "are we connected?" that the whole page shows.
 *
 * It is lost as soon as one witness fails. A question that is answered does not bring back a stream
 * that is down; a stream that is up again proves that questions would be answered too.
 */
export function createConnection(nowMs: () => number): Connection {
  const listeners = new Set<() => void>();
  const seen = new Map<ConnectionWitness, boolean | undefined>();
  let state = UNKNOWN;

  const judge = (): void => {
    const next = stateOf([...seen.values()]);
    if (next === state.kind) return;
    if (next === 'lost') state = { kind: 'lost', lostSinceMs: nowMs() };
    else state = STANDING[next];
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
    waits: (witness) => {
      seen.set(witness, undefined);
      judge();
    },
    answered: (witness) => {
      seen.set(witness, true);
      if (witness === 'stream') seen.set('question', true);
      judge();
    },
    failed: (witness) => {
      seen.set(witness, false);
      judge();
    },
    forget: (witness) => {
      seen.delete(witness);
      judge();
    },
  };
}

function stateOf(answers: readonly (boolean | undefined)[]): ConnectionState['kind'] {
  if (answers.length === 0) return 'unknown';
  if (answers.includes(false)) return 'lost';
  return answers.includes(true) && !answers.includes(undefined) ? 'online' : 'connecting';
}
