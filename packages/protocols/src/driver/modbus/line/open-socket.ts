import { connect, type Socket } from 'node:net';
import { ConnectionFailure, describeFailure } from '../../connection-failure.ts';

/** Address to connect to, and the time that each address of the host has to answer. */
interface SocketTarget {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** A resolver may ask several servers before it gives up. */
const SHORTEST_LOOKUP_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

/**
 * Opens a TCP connection. The addresses of the host are tried one after the other, each for `timeoutMs`.
 *
 * @throws ConnectionFailure with the address and the code of each attempt; the signal's reason when it aborts
 */
export async function openSocket(
  { host, port, timeoutMs }: SocketTarget,
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.max(timeoutMs, 10),
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const attempts = noteAttempts(socket);
  let limit = setTimeout(
    () => reject(new Error(`the name was not resolved in ${SHORTEST_LOOKUP_MS} ms`)),
    Math.max(timeoutMs, SHORTEST_LOOKUP_MS),
  );
  // Node sets no limit for the last address.
  socket.on('connectionAttempt', (address: string) => {
    clearTimeout(limit);
    limit = setTimeout(() => {
      attempts.push(`connect ETIMEDOUT ${address}:${port} (no answer in ${timeoutMs} ms)`);
      reject(new Error('no address answered'));
    }, timeoutMs + SLACK_MS);
  });
  const abort = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  socket.once('connect', resolve);
  socket.once('error', reject);
  try {
    await promise;
    return socket;
  } catch (error) {
    // Later errors of this socket do not matter.
    socket.on('error', () => undefined);
    socket.destroy();
    if (signal.aborted) throw error;
    const peer = `${host}:${port}`;
    const reason = attempts.length > 0 ? new Error(attempts.join('; ')) : error;
    throw new ConnectionFailure(describeFailure(reason, peer), { cause: error });
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', abort);
    socket.off('error', reject);
  }
}

/** Lets Node's own limit of an address pass first. */
const SLACK_MS = 50;

/** Notes the failure of each address: not every final error of Node contains them. */
function noteAttempts(socket: Socket): string[] {
  const attempts: string[] = [];
  socket.on(
    'connectionAttemptFailed',
    (_address: string, _port: number, _family: number, error: Error) =>
      attempts.push(error.message),
  );
  socket.on('connectionAttemptTimeout', (address: string, port: number) =>
    attempts.push(`connect ETIMEDOUT ${address}:${port}`),
  );
  return attempts;
}
