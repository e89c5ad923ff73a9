/** Waits until a promise resolves, a time is over, or a signal aborts. */
export async function firstOf(
  promise: Promise<void>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  const abort = (): void => resolve();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  await Promise.race([promise, over]);
  clearTimeout(timer);
  signal.removeEventListener('abort', abort);
}
