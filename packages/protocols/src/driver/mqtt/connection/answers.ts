import type { Packet, PacketCmd } from 'mqtt-packet';

/** Gives the answers of a broker to the requests that wait for them. */
export interface Answers {
  give(kind: PacketCmd, answer: Packet): void;
  /**
   * Waits for an answer.
   *
   * @param timeoutMs - longest time to the answer, without the time in which nothing is read
   * @throws Error when the answer does not come in time, or the connection ends
   */
  next(kind: PacketCmd, timeoutMs: number, messageId?: number): Promise<Packet>;
  /** Calls back when an answer comes, however late, before the packets behind it are looked at. */
  tell(kind: PacketCmd, come: () => void): void;
  /** Stops the clocks, since nothing is read from now on. */
  hold(): void;
  goOn(): void;
}

interface Waiter {
  readonly kind: PacketCmd;
  readonly messageId: number | undefined;
  resolve(answer: Packet): void;
  /** Starts the clock anew. */
  start(): void;
  stop(): void;
}

const ignore = (): void => undefined;

/** @param ended - rejects with the reason when the connection ends */
export function createAnswers(ended: Promise<never>): Answers {
  const waiting = new Set<Waiter>();
  let isHeld = false;
  return {
    give(kind, answer) {
      for (const waiter of waiting) {
        if (waiter.kind !== kind || waiter.messageId !== answer.messageId) continue;
        waiting.delete(waiter);
        waiter.resolve(answer);
        return;
      }
    },
    async next(kind, timeoutMs, messageId) {
      const answer = Promise.withResolvers<Packet>();
      let timer: NodeJS.Timeout | undefined;
      const waiter: Waiter = {
        kind,
        messageId,
        resolve: answer.resolve,
        start() {
          timer = setTimeout(() => {
            answer.reject(new Error(`no ${kind.toUpperCase()} came in ${timeoutMs} ms`));
          }, timeoutMs);
        },
        stop: () => clearTimeout(timer),
      };
      waiting.add(waiter);
      if (!isHeld) waiter.start();
      try {
        return await Promise.race([answer.promise, ended]);
      } finally {
        waiting.delete(waiter);
        waiter.stop();
      }
    },
    tell(kind, come) {
      waiting.add({ kind, messageId: undefined, resolve: come, start: ignore, stop: ignore });
    },
    hold() {
      isHeld = true;
      for (const waiter of waiting) waiter.stop();
    },
    goOn() {
      isHeld = false;
      for (const waiter of waiting) waiter.start();
    },
  };
}
