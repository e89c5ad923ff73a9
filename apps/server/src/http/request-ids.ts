import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { currentRequestId } from '../trpc/current-request-id.ts';

/** Makes the id of a request, of 48 random bits: a caller's own would let him write into the log. */
export function newRequestId(): string {
  // Node keeps random bits for UUIDs at hand. The first twelve digits have nothing but such bits.
  const uuid = randomUUID();
  return uuid.slice(0, 8) + uuid.slice(9, 13);
}

/** Tells each caller the id of his request, and the procedures that it calls. */
export function requestIds(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ id }, reply) => {
    reply.header('x-request-id', id);
  });
  // After the body has come: its events do not belong to the request.
  server.addHook('preHandler', ({ id }, _reply, done) => currentRequestId.run(id, done));
}
