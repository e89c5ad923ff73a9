import type { AnyTRPCRouter } from '@trpc/server';
import { fastifyTRPCPlugin, type CreateFastifyContextOptions } from '@trpc/server/adapters/fastify';
import { fastify, type FastifyInstance } from 'fastify';
import pino from 'pino';
import { callRoute } from '../../src/http/call-route.ts';
import { asSomebody, partsOf } from './test-gateway.ts';

/** A router that is served twice: by our own route, and by tRPC's own plugin. */
export interface BesideTrpc extends AsyncDisposable {
  /** The address of our own. */
  readonly ours: string;
  /** Asks both the same. */
  told(path: string, init: RequestInit): Promise<{ readonly our: Told; readonly their: Told }>;
}

/** An answer, with what of its head both have to have alike. */
interface Told {
  readonly status: number;
  readonly type: string | undefined;
  readonly vary: string | null;
  /** Whether a proxy may hold the answer back. */
  readonly buffering: string | null;
  readonly text: string;
}

/** Serves a router on two ports of loopback, to somebody with every right. */
export async function startBesideTrpc(router: AnyTRPCRouter): Promise<BesideTrpc> {
  const parts = partsOf({});
  const servers: FastifyInstance[] = [];
  const start = async (prepare: (server: FastifyInstance) => unknown) => {
    const server = fastify();
    server.decorateRequest('access', null);
    asSomebody(server);
    await prepare(server);
    servers.push(server);
    return server.listen({ host: '127.0.0.1', port: 0 });
  };
  const ours = await start((server) =>
    callRoute(server, { router, parts, logger: pino({ level: 'silent' }) }),
  );
  const theirs = await start((server) =>
    server.register(fastifyTRPCPlugin, {
      prefix: '/trpc',
      trpcOptions: {
        router,
        maxBatchSize: 10,
        allowMethodOverride: true,
        createContext: ({ req }: CreateFastifyContextOptions) => ({
          ...parts,
          access: req.access,
          giveTokens: async () => null,
        }),
      },
    }),
  );
  return {
    ours,
    async told(path, init) {
      const [our, their] = await Promise.all(
        [ours, theirs].map(async (address) => toldBy(await fetch(`${address}/trpc/${path}`, init))),
      );
      return { our: our!, their: their! };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

async function toldBy(answer: Response): Promise<Told> {
  const { status, headers } = answer;
  return {
    status,
    type: headers.get('content-type')?.replace(/; ?charset=utf-8$/i, ''),
    vary: headers.get('vary'),
    buffering: headers.get('x-accel-buffering'),
    text: await answer.text(),
  };
}
