import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isCallRoute } from './is-api-route.ts';

// A batch has a path of some thousand characters at most.
const MOST_SHOWN = 300;

/** Logs each answered request with who asked: without the parameters of the address, cookies and keys. */
export function accessLog(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', async (request, reply) => {
    const { id: requestId, method, access, ip: clientAddress } = request;
    logger.info(
      {
        requestId,
        method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        sessionId: access?.sessionId ?? null,
        keyId: access?.keyId ?? null,
        clientAddress,
      },
      'answered',
    );
  });
}

/** The procedures of a call, or the pattern of any other route: an address may hold a secret. Null: nothing has this address. */
function routeOf(request: FastifyRequest): string | null {
  if (!isCallRoute(request)) return request.routeOptions.url ?? null;
  const { path } = request.params as { readonly path: string };
  return `/trpc/${path.slice(0, MOST_SHOWN)}`;
}
