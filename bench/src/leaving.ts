import { constants } from 'node:os';

const ends = new Set<() => Promise<unknown>>();

/**
 * Makes sure that something is ended: when its scope is left, or when somebody presses Ctrl-C, whichever comes first.
 *
 * @param end - called once
 */
export function endOnLeave(end: () => Promise<unknown>): AsyncDisposable {
  let ending: Promise<unknown> | undefined;
  const endOnce = (): Promise<unknown> =>
    (ending ??= end().finally(() => {
      ends.delete(endOnce);
    }));
  ends.add(endOnce);
  return {
    async [Symbol.asyncDispose]() {
      await endOnce();
    },
  };
}

/** Lets Ctrl-C end what was started before it ends the process; a second one does not wait. */
export function leaveOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void leave(signal));
  }
}

async function leave(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
  process.stderr.write(`${signal}: ending what was started\n`);
  // What is under way loses its database now, each in its own way: none of that is news.
  process.on('uncaughtException', () => undefined);
  // The newest first: a folder goes after the server that works in it.
  for (const end of [...ends].toReversed()) await end().catch(() => undefined);
  process.exit(128 + constants.signals[signal]);
}
