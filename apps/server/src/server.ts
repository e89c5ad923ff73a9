import fastifyStatic from '@fastify/static';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerContext } from './context.ts';
import { appRouter, type AppRouter } from './router.ts';

// A batch of calls is one path parameter: at Fastify's 100 characters it would be "not found".
const MAX_PATH_PARAMETER = 5_000;

const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/**
 * Makes the web server: tRPC, health, and the console's files.
 *
 * @param consoleFolder - the built console; without it the server answers calls only
 */
export async function createServer(
  context: ServerContext,
  logger: Logger,
  consoleFolder?: string,
): Promise<FastifyInstance> {
  // Said to be Fastify's own logger, or the instance would not be the type that its plugins take.
  const loggerInstance: FastifyBaseLogger = logger;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // Or close() would wait for every open subscription.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('referrer-policy', 'same-origin');
  });
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      createContext: () => context,
      onError: ({ path, error }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR') logger.error({ path, err: error });
      },
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  server.get('/api/health', async (_request, reply) => {
    const health = await context.health();
    return reply.code(health.status === 'unhealthy' ? 503 : 200).send(health);
  });
  if (consoleFolder !== undefined) await serveConsole(server, consoleFolder);
  return server;
}

async function serveConsole(server: FastifyInstance, root: string): Promise<void> {
  await server.register(fastifyStatic, { root, wildcard: false });
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:trpc|api|assets)\//.test(request.url);
    // The console finds its own way from any of its addresses.
    if (isPage) return reply.sendFile('index.html');
    return reply.code(404).send({ error: 'not found', path: request.url });
  });
}
