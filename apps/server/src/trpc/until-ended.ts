import { ServerError } from '../kit/server-error.ts';

/** Passes a stream on until a session is over. @throws ServerError UNAUTHENTICATED then */
export async function* untilEnded<Message>(
  stream: AsyncIterable<Message>,
  session: AbortSignal,
): AsyncGenerator<Message, void, void> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (): void =>
    reject(new ServerError('UNAUTHENTICATED', 'the session has ended, or its rights have changed'));
  // Heard where nobody waits for it.
  ended.catch(() => undefined);
  session.addEventListener('abort', end, { once: true });
  if (session.aborted) end();
  const messages = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([messages.next(), ended]);
      if (done === true) return;
      yield value;
    }
  } finally {
    session.removeEventListener('abort', end);
    // Not awaited: a generator that waits for its next message returns after it.
    void messages.return?.(undefined)?.then(undefined, () => undefined);
  }
}
