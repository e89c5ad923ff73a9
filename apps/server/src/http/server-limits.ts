import type { FastifyHttpOptions } from 'fastify';
import type { Server } from 'node:http';
import type { Logger } from 'pino';
import { secureServer } from './tls/secure-server.ts';
import type { ServerCertificate } from './tls/server-certificate.ts';
import { newRequestId } from './request-ids.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { tellBrokenRequests } from './tell-broken-requests.ts';
import { tellError } from './tell-errors.ts';

// A batch of calls is one path parameter; longer ones than this are "not found", and Fastify's default is 100 characters.
const MAX_PATH_PARAMETER = 5_000;

// A question with as many ids as the schema allows is an address of 130 kB; a smaller limit would answer 431 before any route.
const MAX_HEADER_BYTES = 262_144;

const MAX_BODY_BYTES = 1_048_576;

// A request has to come to its end in this time, however slowly its bytes come.
export const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
// Node looks for late requests as often as this.
const CHECKING_INTERVAL_MS = 5_000;

/** A browser opens six at most, a program one or two. */
export const CONNECTIONS = { served: 1_000, held: 1_500 };

/** Options of Fastify that bound what one request may take, and what becomes of requests that reach no route. */
export function serverLimits(logger: Logger, certificate: ServerCertificate | undefined) {
  const limits = {
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: CHECKING_INTERVAL_MS,
    },
  };
  return {
    ...limits,
    ...(certificate === undefined
      ? {}
      : { serverFactory: (handler) => secureServer(handler, { certificate, limits, logger }) }),
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
    // What still runs when `close()` has waited for it is cut.
    forceCloseConnections: true,
    return503OnClosing: false,
    genReqId: newRequestId,
    clientErrorHandler: tellBrokenRequests,
    frameworkErrors(error, request, reply) {
      reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id });
      void tellError(logger, error, { request, reply });
    },
  } satisfies FastifyHttpOptions<Server>;
}
