import type { FastifyInstance } from 'fastify';
import { ServerError } from '../kit/server-error.ts';

/** Options of `listen`. */
interface ListenOptions {
  readonly host: string;
  /** Undefined: the default port or, when that is taken, one of the next. */
  readonly port: number | undefined;
  readonly isEncrypted?: boolean;
}

const DEFAULT_PORT = 8_080;
const TRIED_PORTS = 20;

const NOT_OF_THIS_MACHINE = new Set(['EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL', 'ENOTFOUND']);

/**
 * Opens a server's port.
 *
 * @returns the address to open in a browser
 * @throws ServerError PORT_TAKEN when the given port, or all that were tried, are taken; PORT_FORBIDDEN, HOST_INVALID
 */
export async function listen(server: FastifyInstance, options: ListenOptions): Promise<string> {
  const { host, port, isEncrypted = false } = options;
  const first = port ?? DEFAULT_PORT;
  const last = port ?? first + TRIED_PORTS - 1;
  for (let candidate = first; candidate <= last; candidate++) {
    try {
      await server.listen({ host, port: candidate });
      return `${isEncrypted ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${candidate}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE') throw listenError(error, host, candidate);
    }
  }
  throw new ServerError(
    'PORT_TAKEN',
    first === last
      ? `port ${first} is taken: give another with --port, or stop what listens there`
      : `ports ${first} to ${last} are taken: give another with --port`,
  );
}

function listenError(error: unknown, host: string, port: number): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EACCES')
    return new ServerError(
      'PORT_FORBIDDEN',
      `not allowed to listen on port ${port}: give another with --port`,
      { cause: error },
    );
  if (NOT_OF_THIS_MACHINE.has(code))
    return new ServerError(
      'HOST_INVALID',
      `cannot listen on ${host} (${code}): expected an address of this machine, give another with --host`,
      { cause: error },
    );
  return error;
}
