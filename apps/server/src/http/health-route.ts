import type { FastifyInstance } from 'fastify';
import { readHealth } from '../features/status/read-health.ts';
import type { RequestContext } from '../trpc/request-context.ts';

/** Answers `/api/health` for programs that watch the server: 503 while the database does not answer. */
export function healthRoute(instance: FastifyInstance, context: RequestContext): void {
  const { collector, reader, server } = context;
  instance.get('/api/health', async (_request, reply) => {
    const health = await readHealth({ collector, reader, server });
    return reply.code(health.status === 'unhealthy' ? 503 : 200).send(health);
  });
}
