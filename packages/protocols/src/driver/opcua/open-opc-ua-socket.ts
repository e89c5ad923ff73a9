import { connect, type Socket } from 'node:net';
import { ConnectionFailure, describeFailure } from '../connection-failure.ts';

// Node's own limit of an address passes first, where Node has one.
const LAST_WORD_MS = 250;

/** Address to connect to. */
interface SocketEndpoint {
  readonly host: string;
  readonly port: number;
  /** Time for each address of the host. */
  readonly attemptTimeoutMs: number;
}

/** Options of `openOpcUaSocket`. */
interface SocketOpening {
  readonly signal: AbortSignal;
  /** Called when another address is tried. */
  readonly onAttempt: () => void;
  /** Bad status of the tags when it fails. */
  readonly status: number;
}

/**
 * Opens a socket. The addresses of the host are tried one after the other, and each has the whole time.
 *
 * @throws ConnectionFailure that names the host, and each address with the code of its failure
 */
export async function openOpcUaSocket(
  { host, port, attemptTimeoutMs }: SocketEndpoint,
  { signal, onAttempt, status }: SocketOpening,
): Promise<Socket> {
  const socket = connect({ host, port, autoSelectFamilyAttemptTimeout: attemptTimeoutMs });
  let address = host;
  let timer: NodeJS.Timeout | undefined;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = (): void => void socket.destroy();
  socket.on('connectionAttempt', (ip: string) => {
    address = ip;
    onAttempt();
    clearTimeout(timer);
    // Node watches all addresses but the last.
    const late = new Error(`connect ETIMEDOUT ${ip}:${port}`);
    timer = setTimeout(() => socket.destroy(late), attemptTimeoutMs + LAST_WORD_MS);
  });
  socket.once('connect', resolve);
  socket.once('error', reject);
  socket.once('close', () => reject(new Error(`${address}:${port}: the connection was closed`)));
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  try {
    await promise;
    return socket;
  } catch (error) {
    socket.destroy();
    const reason = describeFailure(error, `${host}:${port}`);
    throw new ConnectionFailure(reason, { cause: error, status });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
    socket.removeListener('error', reject);
    // The owner of the socket hears of its end by `close`.
    socket.on('error', () => undefined);
  }
}
