// npm and pnpm hand on a Ctrl-C that the terminal has sent to this process already.
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Resolves at the first SIGINT or SIGTERM; another Ctrl-C, a second later or more, ends the process at once.
 *
 * @param timeMs - resolves after this time as well
 */
export async function untilStopped(timeMs?: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = timeMs === undefined ? undefined : setTimeout(resolve, timeMs);
  // A signal handler alone does not keep the process alive, and the server does so only while it runs.
  const keepAlive = setInterval(() => undefined, 1_000_000);
  let askedAt: number | undefined;
  const stop = (): void => {
    askedAt ??= performance.now();
    if (performance.now() - askedAt > SAME_KEYSTROKE_MS) process.exit(130);
    resolve();
  };
  // They stay: while everything stops, a signal must not end the process by default.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await promise;
  askedAt ??= performance.now();
  clearTimeout(timer);
  clearInterval(keepAlive);
}
