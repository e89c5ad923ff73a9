import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerContext } from './context.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { appRouter, type AppRouter } from './router.ts';

// A batch of calls is one path parameter: at Fastify's 100 characters it would be "not found".
const MAX_PATH_PARAMETER = 5_000;

// A question with as many ids as the schema allows is an address of 130 kB; a smaller limit would answer 431 before any route.
const MAX_HEADER_BYTES = 262_144;

const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/** What a web server is made with. */
export interface ServerOptions {
  readonly logger: Logger;
  /** The built console; undefined: the server answers calls only. */
  readonly consoleFolder?: string | undefined;
  /** Names of this server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
}

/** Makes the web server: tRPC, health, and the console's files. */
export async function createServer(
  context: ServerContext,
  { logger, consoleFolder, allowedHosts = [] }: ServerOptions,
): Promise<FastifyInstance> {
  // Said to be Fastify's own logger, or the instance would not be the type that its plugins take.
  const loggerInstance: FastifyBaseLogger = logger;
  const server = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // Or close() would wait for every open subscription.
    forceCloseConnections: true,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    routerOptions: { maxParamLength: MAX_PATH_PARAMETER },
  });
  refuseForeignHosts(server, allowedHosts);
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('referrer-policy', 'same-origin');
  });
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      // A question that is too long for an address may come as POST.
      allowMethodOverride: true,
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
  const index = await readFile(join(root, 'index.html'), 'utf8');
  server.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:trpc|api|assets)\//.test(request.url);
    // The console finds its own way from any of its addresses.
    if (isPage) return reply.type('text/html').send(indexAt(index, request.url));
    return reply.code(404).send({ error: 'not found', path: request.url });
  });
}

/** The page as it stands at an address: its files are named from there, since a proxy may show all of it below a path of its own. */
function indexAt(index: string, url: string): string {
  const depth = url.replace(/[?#].*$/s, '').split('/').length - 2;
  return depth === 0 ? index : index.replaceAll('"./', `"${'../'.repeat(depth)}`);
}
