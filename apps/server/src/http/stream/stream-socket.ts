import type { WebSocket } from '@fastify/websocket';
import type { StreamMessage } from '@varve/contract';
import type { StreamRefusal } from './stream-refusal.ts';

/** Why a stream ends: a code of RFC 6455, 7.4, and words. */
interface StreamEnd {
  readonly code: number;
  readonly reason: string;
}

/** One end of a stream, as the rest of it sees it. */
export interface StreamSocket {
  /** Aborts when the stream is over. */
  readonly signal: AbortSignal;
  /** Resolves when the peer's machine, or ours, has room for more: whoever waits for it keeps nothing for a slow reader. */
  send(message: StreamMessage): Promise<void>;
  /** Tells why, and ends the stream. */
  refuse(refusal: StreamRefusal): void;
  end(end: StreamEnd): void;
}

/** A reader that takes in no message for so long has gone, or is too slow for this. */
const SLOW_MS = 30_000;
const SLOW_READER = 4_408;
/** Time for the answer to a close. */
const CLOSING_MS = 2_000;
const PING_MS = 30_000;
const HEARTBEAT_MS = 15_000;
// A close has room for 123 bytes, and a name of a tag may have characters of four.
const MOST_REASON = 30;

/** Wraps a WebSocket: with pings, and with an end for whoever does not read. */
export function streamSocket(socket: WebSocket): StreamSocket {
  const over = new AbortController();
  const end = ({ code, reason }: StreamEnd): void => {
    if (over.signal.aborted) return;
    over.abort();
    socket.close(code, reason.slice(0, MOST_REASON));
    setTimeout(() => socket.terminate(), CLOSING_MS).unref();
  };
  const send = async (message: StreamMessage): Promise<void> => {
    if (over.signal.aborted) return;
    const sent = Promise.withResolvers<void>();
    const late = setTimeout(() => {
      end({ code: SLOW_READER, reason: `no message was read for ${SLOW_MS / 1_000} s` });
      sent.resolve();
    }, SLOW_MS);
    socket.send(JSON.stringify(message), () => sent.resolve());
    await sent.promise;
    clearTimeout(late);
  };
  const refuse = (refusal: StreamRefusal): void => {
    void send(refusal.message);
    end({ code: refusal.closeCode, reason: refusal.message.message });
  };
  let isHeard = true;
  socket.on('pong', () => (isHeard = true));
  const pinging = setInterval(() => {
    if (!isHeard) return socket.terminate();
    isHeard = false;
    return socket.ping();
  }, PING_MS).unref();
  const beating = setInterval(() => {
    // Other messages still wait: they say as much.
    if (socket.bufferedAmount === 0) void send({ type: 'heartbeat', timeMs: Date.now() });
  }, HEARTBEAT_MS).unref();
  socket.on('close', () => {
    clearInterval(pinging);
    clearInterval(beating);
    over.abort();
  });
  return { signal: over.signal, send, refuse, end };
}
