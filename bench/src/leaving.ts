import { constants } from 'node:os';

// A terminal tells all processes of a group, and a package manager passes on what it was told itself.
const SAME_SIGNAL_MS = 1_000;
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

/**
 * Lets Ctrl-C, and an error that nobody caught, end what was started before they end the process; who presses it
 * again later does not want to wait. That whoever reads the output has gone (`bench … | head`) is such an error.
 */
export function leaveProperly(): void {
  let leftAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const exitCode = 128 + constants.signals[signal];
    process.on(signal, () => {
      if (leftAt === undefined) {
        leftAt = performance.now();
        void leave(`${signal}: ending what was started`, exitCode);
      } else if (performance.now() - leftAt > SAME_SIGNAL_MS) process.exit(exitCode);
    });
  }
  process.once('uncaughtException', (error) => void leave(error, 1));
}

async function leave(reason: unknown, exitCode: number): Promise<void> {
  // What is under way loses its database now, each in its own way: none of that is news.
  process.on('uncaughtException', () => undefined);
  console.error(reason);
  // The newest first: a folder goes after the server that works in it.
  for (const end of [...ends].toReversed()) await end().catch(() => undefined);
  process.exit(exitCode);
}
