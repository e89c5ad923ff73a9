import type { Packet, PacketCmd } from 'mqtt-packet';

/** Brings answers of a broker to whoever waits for them. */
export interface Answers {
  give(kind: PacketCmd, answer: Packet): void;
  /**
   * Waits for an answer.
   *
   * @param timeoutMs - longest time that it may take, not counting the time in which nothing is read
   * @throws Error when it does not come in time, or the connection ends
   */
  next(kind: PacketCmd, timeoutMs: number, messageId?: number): Promise<Packet>;
  /** Calls back in the very moment at which an answer comes, before what came behind it is looked at; however late. */
  tell(kind: PacketCmd, come: () => void): void;
  /** Nothing is read from now on, so nothing can come. */
  hold(): void;
  goOn(): void;
}

interface Waiter {
  readonly kind: PacketCmd;
  readonly messageId: number | undefined;
  resolve(answer: Packet): void;
  /** Lets the time count from its beginning. */
  start(): void;
  stop(): void;
}

const ignore = (): void => undefined;

/** @param ended - rejects with the reason when nothing comes any more */
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
