import type { Health } from '@varve/contract';
import type { FastifyInstance } from 'fastify';
import { readHealth } from '../features/status/index.ts';
import type { ServerParts } from '../trpc/request-context.ts';
import type { Stopping } from './stop-gracefully.ts';

/**
 * Answers programs that watch the server, whoever they are, and tells them nothing that helps an attacker: `/api/health`, `/live` while
 * the process runs, and `/ready` while it can answer calls.
 */
export function healthRoutes(
  instance: FastifyInstance,
  { collector, reader, server }: ServerParts,
  stopping: Stopping,
): void {
  const ping = shared(() => reader.ping());
  const watched = { collector, reader: { engine: reader.engine, ping }, server };
  instance.get('/api/health', async (_request, reply) => {
    const health = await readHealth(watched);
    return reply.code(health.status === 'unhealthy' ? 503 : 200).send(publicHealth(health));
  });
  instance.get('/live', async () => ({ status: 'live' }));
  instance.get('/ready', async (_request, reply) => {
    const isReady = !stopping.signal.aborted && (await ping());
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'not ready' });
  });
}

function publicHealth({ status, version, database, sources, uptimeSeconds }: Health) {
  const brokers = sources.filter(({ protocol }) => protocol === 'mqtt');
  const areConnected = brokers.every(({ state }) => state === 'connected' || state === 'degraded');
  return {
    status,
    version,
    database: database.state,
    mqtt: brokers.length === 0 ? 'disabled' : areConnected ? 'connected' : 'disconnected',
    uptime_seconds: Math.floor(uptimeSeconds),
  };
}

/** Asks once for all who ask at the same time: anybody may ask, and the database has few connections. */
function shared<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () =>
    (asked ??= ask().finally(() => {
      asked = undefined;
    }));
}
