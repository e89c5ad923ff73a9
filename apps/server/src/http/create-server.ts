import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { router, type AppRouter } from '../router.ts';
import type { RequestContext } from '../trpc/request-context.ts';
import { consoleFiles } from './console-files.ts';
import { healthRoute } from './health-route.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { securityHeaders } from './security-headers.ts';

// A batch of calls is one path parameter; longer ones than this are "not found", and Fastify's default is 100 characters.
const MAX_PATH_PARAMETER = 5_000;

// A question with as many ids as the schema allows is an address of 130 kB; a smaller limit would answer 431 before any route.
const MAX_HEADER_BYTES = 262_144;

/** Options of `createServer`. */
interface ServerOptions {
  readonly logger: Logger;
  /** The built console; undefined: the server answers calls only. */
  readonly consoleFolder?: string | undefined;
  /** Names of this server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
}

/** Makes the web server: tRPC, health, and the console's files. */
export async function createServer(
  context: RequestContext,
  { logger, consoleFolder, allowedHosts = [] }: ServerOptions,
): Promise<FastifyInstance> {
  // Typed as Fastify's own logger: plugins take no instance of another type.
  const loggerInstance: FastifyBaseLogger = logger;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // Otherwise close() would wait for every open subscription.
    forceCloseConnections: true,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
  });
  refuseForeignHosts(server, allowedHosts);
  securityHeaders(server);
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      // A question that is too long for an address may come as POST.
      allowMethodOverride: true,
      createContext: () => context,
      onError: ({ path, error }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') logger.error({ path, err: error });
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  healthRoute(server, context);
  if (consoleFolder !== undefined) await consoleFiles(server, consoleFolder);
  return server;
}
