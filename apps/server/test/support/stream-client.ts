import { STREAM_PROTOCOL, streamMessage, type StreamMessage } from '@varve/contract';

type Kind = StreamMessage['type'];
type Of<Type extends Kind> = Extract<StreamMessage, { type: Type }>;

/** A program on a stream, by the WebSocket of Node, which is undici's. */
export interface StreamClient {
  /** The protocol that the server chose. */
  readonly protocol: string;
  send(message: unknown): void;
  sendBytes(bytes: Uint8Array<ArrayBuffer> | string): void;
  /** The first message of a kind that was not asked for yet. @throws Error when the stream ends before */
  next<Type extends Kind>(type: Type): Promise<Of<Type>>;
  /** How the stream ended. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
}

/** Opens a stream. @param credential - as a header has it; undefined: nobody says who asks */
export async function openStream(
  address: string,
  credential?: { readonly authorization: string },
): Promise<StreamClient> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/stream`, STREAM_PROTOCOL);
  const waiting: StreamMessage[] = [];
  let wake = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  let isClosed = false;
  socket.addEventListener('message', ({ data }) => {
    // The schema is the contract's: what does not keep to it fails the test.
    waiting.push(streamMessage.parse(JSON.parse(String(data))));
    wake.resolve();
  });
  socket.addEventListener('close', ({ code, reason }) => {
    isClosed = true;
    closed.resolve({ code, reason });
    wake.resolve();
  });
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', resolve, { once: true });
  });
  const client: StreamClient = {
    protocol: socket.protocol,
    send: (message) => socket.send(JSON.stringify(message)),
    sendBytes: (bytes) => socket.send(bytes),
    async next<Type extends Kind>(type: Type): Promise<Of<Type>> {
      for (;;) {
        const at = waiting.findIndex((message) => message.type === type);
        if (at >= 0) return waiting.splice(at, 1)[0] as Of<Type>;
        if (isClosed) throw new Error(`the stream ended before a message ${type} came`);
        wake = Promise.withResolvers<void>();
        await wake.promise;
      }
    },
    closed: closed.promise,
    close: () => socket.close(),
  };
  if (credential !== undefined) {
    client.send({ type: 'authenticate', token: credential.authorization.replace('Bearer ', '') });
    await client.next('authenticated');
  }
  return client;
}
