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
// The supervisor's limit of a step is longer than the step's own.
const SLACK_MS = 5_000;
const CLOSE_TIMEOUT_MS = 700;
// A server keeps a session, and the values of its subscriptions, for this time without a connection.
const SESSION_TIMEOUT_MS = 30_000;
const NEVER_IDLE_MS = 2_147_483_647;

/** A server, and how to connect to it. */
interface OpcUaPeer extends OpcUaEndpoint {
  /** The server as reasons name it: `host:port`. */
  readonly name: string;
  readonly certificates: OPCUACertificateManager;
  /** Bad status of the tags when the server cannot be reached. */
  readonly status: number;
}

/** A secure channel to a server. It is never repaired: the driver opens a new one instead. */
export interface OpcUaConnection {
  readonly client: OPCUAClient;
  isBroken(): boolean;
  /** Waits for work. @throws ConnectionFailure when the connection breaks first */
  readonly unlessOver: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Closes the channel. @param session - is closed at the server as well */
  close(session: ClientSession | undefined): Promise<void>;
}

/**
 * Opens a secure channel.
 *
 * @throws ConnectionFailure that names the host, the addresses and the reason
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
    // An open channel may have a session, which is closed in good order.
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
      // The library passes on its message only.
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

/** Makes a failure of the server's own reason for opening no channel. */
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
    // The keep-alives of the subscriptions prove more than a read at intervals.
    keepSessionAlive: false,
    keepPendingSessionsOnDisconnect: true,
    requestedSessionTimeout: SESSION_TIMEOUT_MS,
    connectionStrategy: { initialDelay: 1, maxDelay: 1, maxRetry: 0 },
    transportTimeout: NEVER_IDLE_MS,
    clientCertificateManager: certificates,
    // This is the library's one transport that takes an open socket.
    transportFactory: opcua.makeReverseClientTransportFactory(async () => ({
      socket: (await open()) as ISocketLike,
      serverUri: '',
      endpointUrl: url,
    })),
  });
}

/** Watches the first bytes over a socket. */
interface Hello {
  /** The fault that was found in the peer, so far. */
  verdict(): ConnectionFailure | undefined;
  /** The reason why the connection ended. */
  failure(): ConnectionFailure;
  /** Ends the watch: the channel is open. */
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

/** An end that happens once. */
interface End {
  tell(reason: Error): void;
  /** Waits for work; rejects with the reason when the end comes first. */
  readonly unless: <Result>(work: Promise<Result>) => Promise<Result>;
}

/** A plain race would keep a reference to all work until the end, which may be months away. */
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

/** Waits for work that may never end; a failure ends the wait too. */
async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const late = delay(milliseconds, undefined, { signal: done.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), late]);
  done.abort();
}
