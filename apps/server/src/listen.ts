import type { FastifyInstance } from 'fastify';

/** Where a server is to listen. */
export interface ListenOptions {
  readonly host: string;
  /** Undefined: the default port or, when that is taken, one of the next. */
  readonly port: number | undefined;
}

/** The port is taken; the message says which and what to do. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

const DEFAULT_PORT = 8_080;
const TRIED_PORTS = 20;

/**
 * Opens a server's port.
 *
 * @returns the address to open in a browser
 * @throws PortTakenError when the given port, or all that were tried, are taken
 */
export async function listen(server: FastifyInstance, options: ListenOptions): Promise<string> {
  const { host, port } = options;
  const first = port ?? DEFAULT_PORT;
  const last = port ?? first + TRIED_PORTS - 1;
  for (let candidate = first; candidate <= last; candidate++) {
    try {
      await server.listen({ host, port: candidate });
      return `http://${host.includes(':') ? `[${host}]` : host}:${candidate}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      if (code === 'EACCES') {
        throw new PortTakenError(
          `not allowed to listen on port ${candidate}: give another with --port`,
          { cause: error },
        );
      }
    }
  }
  throw new PortTakenError(
    first === last
      ? `port ${first} is taken: give another with --port, or stop what listens there`
      : `ports ${first} to ${last} are taken: give another with --port`,
  );
}
