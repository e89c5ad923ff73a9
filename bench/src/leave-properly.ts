import { constants } from 'node:os';

// A terminal signals all processes of a group, and a package manager passes its signal on: the second one within this time is the same.
const SAME_SIGNAL_MS = 1_000;
const ends = new Set<() => Promise<unknown>>();

/**
 * Registers an end, which is called when its scope is left or on Ctrl-C, whichever comes first.
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
 * Makes Ctrl-C, and an uncaught error, call all registered ends before the process ends; a second Ctrl-C ends it at once. A closed
 * pipe (`bench … | head`) is such an error.
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
  // Work under way loses its database now, and its errors are not reported.
  process.on('uncaughtException', () => undefined);
  console.error(reason);
  // The newest ends first: a folder is removed after the server that works in it.
  for (const end of [...ends].toReversed()) await end().catch(() => undefined);
  process.exit(exitCode);
}
