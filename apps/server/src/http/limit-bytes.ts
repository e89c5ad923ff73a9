import { ServerError } from '../kit/server-error.ts';

/** How much one caller may send. */
interface ByteLimits {
  readonly bytesPerSecond: number;
  /** Bytes that may come at once after a silence. */
  readonly burstBytes: number;
  /** Requests of a caller that are read at the same time. */
  readonly requests: number;
}

/** A request that is let in. */
interface LetIn {
  /** Counts bytes that came. */
  take(bytes: number): void;
  leave(): void;
}

interface Caller {
  bytes: number;
  atMs: number;
  running: number;
}

const MAX_CALLERS = 10_000;

/**
 * Limits how many bytes each caller sends, by a bucket that fills again. A body that began is read to its end: the next one waits.
 *
 * @returns lets a request in. @throws ServerError THROTTLED with the time to wait
 */
export function limitBytes(
  { bytesPerSecond, burstBytes, requests }: ByteLimits,
  nowMs = (): number => performance.now(),
): (caller: string) => LetIn {
  const callers = new Map<string, Caller>();
  const fill = (caller: Caller): void => {
    const now = nowMs();
    const gained = ((now - caller.atMs) / 1_000) * bytesPerSecond;
    caller.bytes = Math.min(burstBytes, caller.bytes + gained);
    caller.atMs = now;
  };
  return (name) => {
    const caller = callers.get(name) ?? { bytes: burstBytes, atMs: nowMs(), running: 0 };
    // The one that came least lately is the first of the map.
    callers.delete(name);
    callers.set(name, caller);
    const [oldest] = callers.keys();
    if (callers.size > MAX_CALLERS && oldest !== undefined) callers.delete(oldest);
    fill(caller);
    if (caller.bytes <= 0) {
      const retryAfterSeconds = Math.max(1, Math.ceil(-caller.bytes / bytesPerSecond));
      const message = `more than ${bytesPerSecond} bytes a second`;
      throw new ServerError('THROTTLED', message, { retryAfterSeconds });
    }
    if (caller.running >= requests)
      throw new ServerError('THROTTLED', `more than ${requests} requests at a time`, {
        retryAfterSeconds: 1,
      });
    caller.running++;
    return {
      take: (bytes) => void (caller.bytes -= bytes),
      leave: () => void caller.running--,
    };
  };
}
