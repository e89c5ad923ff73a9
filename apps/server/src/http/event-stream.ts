import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { isTrackedEnvelope } from '@trpc/server';

/** Options of `eventStream`. */
interface EventStreamOptions {
  /** Longest silence, in milliseconds. */
  readonly pingMs: number;
  /** Told to the reader at first. */
  readonly client: object;
  /** The id of the last message that the reader has had, where messages have ids. */
  readonly lastEventId?: string | undefined;
  /** Gives an error the form in which the reader is told it. */
  readonly tell: (error: unknown) => unknown;
  /** Called when the reader has gone, and at the end. */
  readonly onClosed: () => void;
}

/**
 * Writes messages as server-sent events, as tRPC's client reads them: `connected` at first, each message, `ping` in a silence, at the end
 * `return` or `serialized-error`.
 *
 * The next message is asked for when the one before has gone: a slow reader costs one message of memory. tRPC's own writer takes each
 * message through several web streams, in pieces.
 */
export function eventStream(
  messages: AsyncIterable<unknown>,
  { pingMs, client, lastEventId, tell, onClosed }: EventStreamOptions,
): Readable {
  const reading = messages[Symbol.asyncIterator]();
  const eventOf = eventWriter(lastEventId);
  let isAsked = false;
  const end = (last: string): void => {
    clearInterval(pinging);
    stream.push(last);
    stream.push(null);
  };
  const told = ({ done, value }: IteratorResult<unknown>): void => {
    isAsked = false;
    if (stream.destroyed) return;
    if (done === true) return end('event: return\ndata: \n\n');
    pinging.refresh();
    stream.push(eventOf(value));
  };
  const failed = (error: unknown): void => {
    if (stream.destroyed) return;
    // Whoever broke it off knows.
    if ((error as Partial<Error> | undefined)?.name === 'AbortError') return end('');
    end(`event: serialized-error\ndata: ${JSON.stringify(tell(error))}\n\n`);
  };
  const leave = (): void => {
    onClosed();
    // Not awaited: a generator that waits for its next message returns after it.
    void reading.return?.(undefined)?.then(undefined, () => undefined);
  };
  const cut = (error: Error): void => void stream.destroy(error);
  // In the context of the request: a socket that has room again calls from its own.
  const ask = AsyncLocalStorage.bind(() => void reading.next().then(told).catch(failed).catch(cut));
  const stream = new Readable({
    highWaterMark: 1,
    read() {
      if (isAsked) return;
      isAsked = true;
      ask();
    },
    destroy(error, done) {
      clearInterval(pinging);
      leave();
      done(error);
    },
  });
  const pinging = setInterval(() => {
    // What still waits says as much.
    if (stream.readableLength === 0) stream.push('event: ping\ndata: \n\n');
  }, pingMs);
  stream.push(`event: connected\ndata: ${JSON.stringify(client)}\n\n`);
  return stream;
}

/** One that holds these would be another field. */
const UNWRITABLE_ID = /[\0\n\r]/;

/**
 * Makes the writer of messages.
 *
 * A reader takes a message without an id for one with the last id that came: it is told an empty one there, and the last one after it.
 */
function eventWriter(lastEventId: string | undefined): (message: unknown) => string {
  let lastId =
    lastEventId === undefined || UNWRITABLE_ID.test(lastEventId) ? undefined : lastEventId;
  return (message) => {
    if (isTrackedEnvelope(message)) {
      lastId = message[0];
      return `data: ${JSON.stringify(message[1])}\nid: ${lastId}\n\n`;
    }
    const data = `data: ${JSON.stringify(message)}\n`;
    if (lastId === undefined) return `${data}\n`;
    return `${data}id: \n\nevent: restore-id\ndata: \nid: ${lastId}\n\n`;
  };
}
