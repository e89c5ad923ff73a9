import type { ModbusAnswer } from './modbus-line.ts';

/** A request under way. */
export interface Exchange {
  readonly answer: Promise<ModbusAnswer>;
  settle(answer: ModbusAnswer): void;
  fail(error: unknown): void;
  /** Starts the time for the answer again. */
  restart(milliseconds: number): void;
}

/** Starts to wait for an answer. */
export function beginExchange(
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  timedOut: () => ModbusAnswer,
): Exchange {
  const { promise, resolve, reject } = Promise.withResolvers<ModbusAnswer>();
  let timer: NodeJS.Timeout;
  const abort = (): void => fail(signal.reason);
  const end = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  };
  const settle = (answer: ModbusAnswer): void => {
    end();
    resolve(answer);
  };
  const fail = (error: unknown): void => {
    end();
    reject(error);
  };
  const restart = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => settle(timedOut()), milliseconds);
  };
  restart(timeoutMs);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return { answer: promise, settle, fail, restart };
}
