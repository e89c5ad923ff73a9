import fastifyCookie from '@fastify/cookie';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { importKinds } from '../import-kinds.ts';
import { router } from '../router.ts';
import type { ServerParts } from '../trpc/request-context.ts';
import { accessLog } from './access-log.ts';
import { allowOrigins } from './allow-origins.ts';
import { auditRoutes } from './audit-routes.ts';
import { authenticate } from './authenticate.ts';
import { callRoute } from './call-route.ts';
import { consoleFiles } from './console-files.ts';
import { displayRoutes } from './display-routes.ts';
import { dropConnectionHeaders } from './drop-connection-headers.ts';
import { healthRoutes } from './health-routes.ts';
import { importRoute } from './import-route.ts';
import { limitBodyTime } from './limit-body-time.ts';
import { limitConnections } from './limit-connections.ts';
import { limitRate } from './limit-rate.ts';
import { metricsRoute } from './metrics-route.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { openAnswers } from './open-answers.ts';
import { ownHostNames } from './own-host-names.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { refuseForeignPages } from './refuse-foreign-pages.ts';
import { refuseRepeatedNames } from './refuse-repeated-names.ts';
import { requestIds } from './request-ids.ts';
import { reportRoutes } from './report-routes.ts';
import { restRoutes } from './rest/rest-routes.ts';
import { samplesRoute } from './samples-route.ts';
import { securityHeaders } from './security-headers.ts';
import { CONNECTIONS, REQUEST_TIMEOUT_MS, serverLimits } from './server-limits.ts';
import { sessionRoutes } from './session-routes.ts';
import { stopGracefully } from './stop-gracefully.ts';
import { streamRoute } from './stream/stream-route.ts';
import { tellErrors, tellNotFound } from './tell-errors.ts';
import { authorityRoute } from './tls/authority-route.ts';
import type { ServerCertificate } from './tls/server-certificate.ts';

/** Options of `createServer`. */
interface ServerOptions {
  readonly logger: Logger;
  /** The built console; undefined: the server answers calls only. */
  readonly consoleFolder?: string | undefined;
  /** Names of this server beside addresses, `localhost` and the machine's own. @default none */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may read answers, as `https://host:port`. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Addresses and networks of proxies whose `X-Forwarded-For` says who asks. @default none */
  readonly trustedProxies?: readonly string[];
  /** The server's certificate; undefined: it speaks plain HTTP. */
  readonly certificate?: ServerCertificate | undefined;
  /** Calls a minute of all anonymous callers of an address. @default 60 */
  readonly anonymousCallsPerMinute?: number;
}

/** Makes the web server: tRPC, health, metrics, and the console's files. `close()` waits for running requests. */
export async function createServer(
  parts: ServerParts,
  options: ServerOptions,
): Promise<FastifyInstance> {
  const { logger, consoleFolder, certificate, allowedHosts = [], allowedOrigins = [] } = options;
  const { trustedProxies = [], anonymousCallsPerMinute = 60 } = options;
  // Typed as Fastify's own logger: plugins take no instance of another type.
  const loggerInstance: FastifyBaseLogger = logger;
  const server = fastify({
    ...serverLimits(logger, certificate),
    loggerInstance,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
  });
  requestIds(server);
  accessLog(server, logger);
  securityHeaders(server, certificate);
  dropConnectionHeaders(server);
  tellErrors(server, logger);
  const answers = openAnswers(server);
  const stopping = stopGracefully(server, answers);
  limitConnections(server, CONNECTIONS);
  refuseForeignHosts(server, [...allowedHosts, ...ownHostNames()]);
  refuseRepeatedNames(server);
  refuseForeignPages(server, { names: allowedHosts, allowedOrigins });
  await allowOrigins(server, allowedOrigins);
  await server.register(fastifyCookie);
  authenticate(server, parts);
  await limitRate(server, anonymousCallsPerMinute);
  limitBodyTime(server, REQUEST_TIMEOUT_MS);
  await callRoute(server, { router, parts, logger });
  sessionRoutes(server, parts);
  oidcRoutes(server, parts);
  displayRoutes(server, parts);
  auditRoutes(server, parts);
  reportRoutes(server, parts);
  samplesRoute(server, parts);
  await streamRoute(server, parts, stopping);
  importRoute(server, parts, importKinds);
  restRoutes(server, parts);
  healthRoutes(server, parts, stopping);
  metricsRoute(server, parts, answers);
  if (certificate !== undefined) authorityRoute(server, certificate);
  if (consoleFolder === undefined) server.setNotFoundHandler(tellNotFound);
  else await consoleFiles(server, consoleFolder);
  return server;
}
