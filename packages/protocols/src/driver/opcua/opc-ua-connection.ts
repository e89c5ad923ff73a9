import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientSession, ISocketLike, OPCUACertificateManager, OPCUAClient } from 'node-opcua';
import type { OpcUaEndpoint } from '../../opcua/opc-ua-endpoint.ts';
import { ConnectionFailure } from '../connection-failure.ts';
import { refusalOf, serviceFailure } from './service-failure.ts';
import type { NodeOpcUa } from './load-opc-ua.ts';
import { openOpcUaSocket } from './open-opc-ua-socket.ts';
import type { Link } from '../supervise-connection.ts';

const ATTEMPT_TIMEOUT_MS = 5_000;
const HELLO_TIMEOUT_MS = 8_000;
// What waits for a step gives up after the step itself did.
const SLACK_MS = 5_000;
const CLOSE_TIMEOUT_MS = 700;
// So long a server keeps a session, and what its subscriptions gather, while nobody is there.
const SESSION_TIMEOUT_MS = 30_000;
const NEVER_IDLE_MS = 2_147_483_647;

/** What to connect to, and how. */
interface OpcUaPeer extends OpcUaEndpoint {
  /** For reasons: `host:port`. */
  readonly name: string;
  readonly certificates: OPCUACertificateManager;
  /** What tags are marked with when there is no way to it. */
  readonly status: number;
}

/** A secure channel to a server; there is no repairing of it: who needs another, connects again. */
export interface OpcUaConnection {
  readonly client: OPCUAClient;
  isBroken(): boolean;
  /** Waits for some work, but no longer than the connection lasts. @throws ConnectionFailure when it breaks */
  readonly unlessOver: <Result>(work: Promise<Result>) => Promise<Result>;
  /** @param session - closed at the server as well */
  close(session: ClientSession | undefined): Promise<void>;
}

/**
 * Opens a secure channel.
 *
 * @throws ConnectionFailure that names the host, the addresses and why
 */
export async function connectOpcUa(
  opcua: NodeOpcUa,
  peer: OpcUaPeer,
  link: Link,
): Promise<OpcUaConnection> {
  const over = createEnd();
  let socket: Socket | undefined;
  let hello: Hello | undefined;
  let noSocket: unknown;
  let isOpen = false;
  const leave = (): void => {
    // Once it is open, there is a session to close in good order.
    if (!isOpen) socket?.destroy();
    over.tell(new ConnectionFailure(`${peer.name}: the connection was left`));
  };
  link.signal.addEventListener('abort', leave, { once: true });
  const client = createClient(opcua, peer, async () => {
    const onAttempt = (): void => link.expectEvery(ATTEMPT_TIMEOUT_MS + SLACK_MS);
    const endpoint = { ...peer, attemptTimeoutMs: ATTEMPT_TIMEOUT_MS };
    const { signal } = link;
    try {
      socket = await openOpcUaSocket(endpoint, { signal, onAttempt, status: peer.status });
    } catch (error) {
      // The library makes a text of it.
      noSocket = error;
      throw error;
    }
    link.expectEvery(HELLO_TIMEOUT_MS + SLACK_MS);
    hello = watchHello(socket, peer);
    socket.once('close', () => over.tell(hello!.failure()));
    return socket;
  });
  const close: OpcUaConnection['close'] = async (session) => {
    link.signal.removeEventListener('abort', leave);
    if (socket?.destroyed === false && session !== undefined)
      await atMost(CLOSE_TIMEOUT_MS, session.close(true));
    await atMost(CLOSE_TIMEOUT_MS, client.disconnect());
    socket?.destroy();
  };
  try {
    await over.unless(client.connect(peer.url));
  } catch (error) {
    const failure = noSocket ?? hello?.verdict() ?? refusal(opcua, peer, error) ?? hello?.failure();
    await close(undefined);
    throw failure ?? error;
  }
  hello?.end();
  isOpen = true;
  return {
    client,
    isBroken: () => socket?.destroyed !== false,
    unlessOver: over.unless,
    close,
  };
}

/** The server says itself why it opens no channel. */
function refusal(
  opcua: NodeOpcUa,
  { name }: OpcUaPeer,
  error: unknown,
): ConnectionFailure | undefined {
  if (refusalOf(opcua, error) === undefined) return undefined;
  return serviceFailure(opcua, `${name}: no channel`, error);
}

function createClient(
  opcua: NodeOpcUa,
  { certificates, url }: OpcUaPeer,
  open: () => Promise<Socket>,
): OPCUAClient {
  return opcua.OPCUAClient.create({
    applicationName: 'Varve',
    endpointMustExist: false,
    // A subscription's own signs of life tell more than a read now and then.
    keepSessionAlive: false,
    keepPendingSessionsOnDisconnect: true,
    requestedSessionTimeout: SESSION_TIMEOUT_MS,
    connectionStrategy: { initialDelay: 1, maxDelay: 1, maxRetry: 0 },
    transportTimeout: NEVER_IDLE_MS,
    clientCertificateManager: certificates,
    // The one transport of the library that takes a socket which is open already, whoever opened it.
    transportFactory: opcua.makeReverseClientTransportFactory(async () => ({
      socket: (await open()) as ISocketLike,
      serverUri: '',
      endpointUrl: url,
    })),
  });
}

/** Watches what comes first over a socket. */
interface Hello {
  /** What was found wrong with the peer, so far. */
  verdict(): ConnectionFailure | undefined;
  /** Why the connection is over. */
  failure(): ConnectionFailure;
  /** It went well. */
  end(): void;
}

function watchHello(socket: Socket, { name, host, status }: OpcUaPeer): Hello {
  const { remoteAddress = host } = socket;
  const where = remoteAddress === host ? name : `${name} (${remoteAddress})`;
  let verdict: ConnectionFailure | undefined;
  let isEnded = false;
  let code: string | undefined;
  const refuse = (reason: string): void => {
    verdict = new ConnectionFailure(`${where}: no OPC UA: ${reason}`, { status });
    socket.destroy();
  };
  const timer = setTimeout(() => refuse(`no answer in ${HELLO_TIMEOUT_MS} ms`), HELLO_TIMEOUT_MS);
  socket.once('error', (error: NodeJS.ErrnoException) => (code = error.code));
  socket.once('close', () => clearTimeout(timer));
  socket.once('data', (bytes: Buffer) => {
    // Message types that may answer a hello (OPC 10000-6 v1.05, section 7.1.2).
    if (/^(?:ACK|ERR)/.test(bytes.toString('latin1', 0, 3))) return;
    refuse(`the answer begins ${JSON.stringify(beginningOf(bytes))}`);
  });
  return {
    verdict: () => verdict,
    failure() {
      if (verdict !== undefined) return verdict;
      const reason = code ?? 'the peer closed the connection';
      return isEnded
        ? new ConnectionFailure(`${where}: connection lost: ${reason}`)
        : new ConnectionFailure(`${where}: no channel: ${reason}`, { status });
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}

function beginningOf(bytes: Buffer): string {
  return bytes.toString('latin1', 0, 40).split(/[\r\n]/, 1)[0]!;
}

/** An end that comes once. */
interface End {
  tell(reason: Error): void;
  /** Waits for some work, or rejects with the reason of the end. */
  readonly unless: <Result>(work: Promise<Result>) => Promise<Result>;
}

/** A race would keep a trace of all work on the end, which may be months away. */
function createEnd(): End {
  const waiting = new Set<(reason: Error) => void>();
  let ended: Error | undefined;
  return {
    tell(reason) {
      ended ??= reason;
      for (const reject of waiting) reject(ended);
    },
    async unless(work) {
      const { promise, reject } = Promise.withResolvers<never>();
      waiting.add(reject);
      if (ended !== undefined) reject(ended);
      try {
        return await Promise.race([work, promise]);
      } finally {
        waiting.delete(reject);
      }
    },
  };
}

/** Waits for work that may never end, and for its failure just as well. */
async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const late = delay(milliseconds, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), late]);
  done.abort();
}
