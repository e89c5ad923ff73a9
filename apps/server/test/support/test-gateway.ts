import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { createServer } from '../../src/http/create-server.ts';
import type { Collector } from '../../src/kit/collector.ts';
import { joinHealth, type KnownCollector } from '../../src/kit/join-health.ts';
import type { Access } from '../../src/kit/access/access.ts';
import { createSuccessors } from '../../src/kit/access/successors.ts';
import { openSetUpCode } from '../../src/kit/access/set-up-code.ts';
import { createOutboundGuard } from '../../src/kit/network/outbound-guard.ts';
import { createHashQueue } from '../../src/kit/passwords/hash-queue.ts';
import { createLoginThrottle } from '../../src/kit/throttle/login-throttle.ts';
import type { ServerParts } from '../../src/trpc/request-context.ts';
import { reportKinds } from '../../src/report-kinds.ts';
import { testAccess } from './test-access.ts';
import { homeOnly } from './test-tenants.ts';

type ServerOptions = Partial<Parameters<typeof createServer>[1]>;

/** A collector that has told what the test says, and no tags. */
export function collectorThatTold(told: () => readonly KnownCollector[]): Collector {
  return {
    tags: () => [],
    latest: () => [],
    async *follow(_tagIds, signal) {
      yield [];
      await once(signal, 'abort').catch(() => undefined);
    },
    health: () => joinHealth(told()),
  };
}

/** Parts of a server whose database answers as the test says. Nobody can log in. */
export function partsOf(parts: {
  readonly collector?: Collector;
  readonly ping?: () => Promise<boolean>;
  /** Private networks that it may send to. @default none */
  readonly networks?: readonly string[];
}): ServerParts {
  const { collector = collectorThatTold(() => []), ping = () => Promise.resolve(true) } = parts;
  const { networks = [] } = parts;
  return {
    collector,
    collectorOf: () => Promise.resolve(collector),
    reader: {
      engine: 'PostgreSQL 18',
      ping,
      trend: () => Promise.reject(new Error('no trend is stored')),
    },
    writer: null,
    tenants: homeOnly({
      tenantId: '00000000-0000-4000-8000-000000000000',
      transaction: refuse,
      actingFor: () => ({ transaction: refuse }),
    }),
    security: {
      hashes: createHashQueue(1),
      throttle: createLoginThrottle({ nowMs: () => 0 }),
      sessions: {
        find: () => Promise.resolve(undefined),
        forget: () => undefined,
      },
      keys: { find: () => Promise.resolve(undefined) },
      successors: createSuccessors(),
      // No key: every token is foreign.
      signingKeys: () => [] as never,
      keyring: { current: Buffer.alloc(32), previous: [] },
      deviceKey: Buffer.alloc(32),
      setUpCode: openSetUpCode('/nowhere'),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    },
    jobs: [],
    reportKinds,
    directory: '/nowhere',
    outbound: createOutboundGuard(networks),
    server: { version: '1.2.3', uptimeSeconds: () => 61.5, certificate: undefined },
  };
}

const refuse = (): Promise<never> =>
  Promise.reject(new Error('SELECT secret FROM /var/lib/nowhere'));

/** A server on a port of loopback. */
export interface TestGateway extends AsyncDisposable {
  readonly server: FastifyInstance;
  readonly address: string;
  readonly port: number;
  /** Lines of its log so far. */
  readonly log: readonly Record<string, unknown>[];
  /** Sends bytes as they are. @returns everything that came back until the connection ended */
  exchange(bytes: string): Promise<string>;
}

/** Starts a server. @param prepare - adds routes and hooks before it listens, such as `asSomebody` */
export async function startGateway(
  options: ServerOptions & { readonly parts?: ServerParts } = {},
  prepare: (server: FastifyInstance) => void = () => undefined,
): Promise<TestGateway> {
  const { parts = partsOf({}), ...given } = options;
  const log: Record<string, unknown>[] = [];
  const server = await createServer(parts, { logger: loggerInto(log), ...given });
  prepare(server);
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return {
    server,
    address,
    port,
    log,
    async exchange(bytes) {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.write(bytes);
      await once(socket, 'close');
      return text;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Lets every request be one of a user with every right. */
export function asSomebody(server: FastifyInstance, given: Partial<Access> = {}): void {
  server.addHook('onRequest', async (request) => {
    request.access = testAccess('00000000-0000-4000-8000-000000000000', given);
  });
}

function loggerInto(log: Record<string, unknown>[]): Logger {
  return pino(
    { level: 'info' },
    { write: (line: string) => log.push(JSON.parse(line) as Record<string, unknown>) },
  );
}
