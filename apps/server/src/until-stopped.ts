/**
 * Resolves at the first SIGINT or SIGTERM; a second one ends the process at once.
 *
 * @param timeMs - resolves after this time as well
 */
export async function untilStopped(timeMs?: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = timeMs === undefined ? undefined : setTimeout(resolve, timeMs);
  // A signal handler alone does not keep the process alive, and the server does so only while it runs.
  const keepAlive = setInterval(() => undefined, 1_000_000);
  const stop = (): void => {
    process.once('SIGINT', () => process.exit(130));
    resolve();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await promise;
  process.off('SIGTERM', stop);
  process.off('SIGINT', stop);
  clearTimeout(timer);
  clearInterval(keepAlive);
}
