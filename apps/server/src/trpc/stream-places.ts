import { ServerError } from '../kit/server-error.ts';

/** Most streams of a session or key at a time. A browser needs one for all its pages. */
const MAX_STREAMS = 20;

const OPEN = new WeakMap<AbortSignal, number>();

/**
 * Passes a stream on while its session or key has few.
 *
 * @param session - the signal of the session or key
 * @throws ServerError THROTTLED
 */
export async function* streamPlaces<Message>(
  stream: AsyncIterable<Message>,
  session: AbortSignal,
): AsyncGenerator<Message, void, void> {
  const leave = takeStreamPlace(session);
  try {
    yield* stream;
  } finally {
    leave();
  }
}

/** Counts one more stream of a session or key. @returns gives its place up. @throws ServerError THROTTLED */
export function takeStreamPlace(session: AbortSignal): () => void {
  const open = OPEN.get(session) ?? 0;
  if (open >= MAX_STREAMS)
    throw new ServerError('THROTTLED', `more than ${MAX_STREAMS} streams at a time`);
  OPEN.set(session, open + 1);
  return () => void OPEN.set(session, OPEN.get(session)! - 1);
}
