import { ServerError } from '../kit/server-error.ts';

/** Passes a stream on until a session is over. @throws ServerError UNAUTHENTICATED then */
export async function* untilEnded<Message>(
  stream: AsyncIterable<Message>,
  session: AbortSignal,
): AsyncGenerator<Message, void, void> {
  // The message that is waited for. A race with one promise for all would keep something of each message until the end.
  let waiting: PromiseWithResolvers<IteratorResult<Message>> | undefined;
  const end = (): void => waiting?.reject(endedError());
  session.addEventListener('abort', end, { once: true });
  const messages = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      if (session.aborted) throw endedError();
      waiting = Promise.withResolvers();
      messages.next().then(waiting.resolve, waiting.reject);
      const { done, value } = await waiting.promise;
      if (done === true) return;
      yield value;
    }
  } finally {
    session.removeEventListener('abort', end);
    // Not awaited: a generator that waits for its next message returns after it.
    void messages.return?.(undefined)?.then(undefined, () => undefined);
  }
}

function endedError(): ServerError {
  return new ServerError('UNAUTHENTICATED', 'the session has ended, or its rights have changed');
}
