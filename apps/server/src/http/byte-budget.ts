import { ServerError } from '../kit/server-error.ts';

/** Bytes that one request holds in memory. */
export interface HeldBytes {
  /** Counts bytes that came. @throws ServerError THROTTLED where all requests hold too many */
  readonly take: (bytes: number) => void;
  /** Gives all of them back. What comes afterwards is not counted. */
  readonly release: () => void;
}

const RETRY_S = 2;

/** Bounds the bytes that all requests of a kind hold in memory at a time. @returns begins the count of one request */
export function byteBudget(mostBytes: number): () => HeldBytes {
  let total = 0;
  return () => {
    let held = 0;
    let isOver = false;
    return {
      take(bytes) {
        if (isOver) return;
        if (total + bytes > mostBytes)
          throw new ServerError('THROTTLED', `more than ${mostBytes} bytes of bodies at a time`, {
            retryAfterSeconds: RETRY_S,
          });
        total += bytes;
        held += bytes;
      },
      release() {
        total -= held;
        held = 0;
        isOver = true;
      },
    };
  };
}
