import type { RequestListener, Server } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { ServerCertificate } from './server-certificate.ts';

/** Limits of a server, as `node:http` names them. */
interface HttpLimits {
  readonly requestTimeout: number;
  readonly http: {
    readonly maxHeaderSize: number;
    readonly headersTimeout: number;
    readonly connectionsCheckingInterval: number;
  };
}

/** Options of `secureServer`. */
interface SecureServerOptions {
  readonly certificate: ServerCertificate;
  readonly limits: HttpLimits;
  readonly logger: Logger;
}

const MAX_STREAMS = 200;

/** Makes a server of HTTP/2 and HTTP/1.1 over TLS 1.2 and newer. It shows a new certificate to the connections that come after it. */
export function secureServer(
  handler: RequestListener,
  { certificate, limits, logger }: SecureServerOptions,
): Server {
  const { requestTimeout, http } = limits;
  const server = createSecureServer(
    {
      ...certificate.current(),
      minVersion: 'TLSv1.2',
      allowHTTP1: true,
      maxHeaderSize: http.maxHeaderSize,
      connectionsCheckingInterval: http.connectionsCheckingInterval,
      settings: { maxConcurrentStreams: MAX_STREAMS, maxHeaderListSize: http.maxHeaderSize },
    } as Parameters<typeof createSecureServer>[0],
    handler as unknown as Parameters<typeof createSecureServer>[1],
  ) as unknown as Server;
  server.headersTimeout = http.headersTimeout;
  server.requestTimeout = requestTimeout;
  certificate.onChange((pair) => {
    (server as unknown as ReturnType<typeof createSecureServer>).setSecureContext({
      ...pair,
      minVersion: 'TLSv1.2',
    });
  });
  server.on('tlsClientError', ({ code }: NodeJS.ErrnoException, { remoteAddress }: Socket) => {
    logger.info({ code, clientAddress: remoteAddress }, 'no encrypted connection came about');
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // A server of HTTP/2 has no such function, and Fastify calls it to end a stop.
  server.closeAllConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return server;
}
