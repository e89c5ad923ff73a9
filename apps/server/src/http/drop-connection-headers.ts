import type { FastifyInstance } from 'fastify';

const NAMES = ['connection', 'transfer-encoding'];

/** Takes headers out of answers of HTTP/2 that speak of a connection: it has none for each answer, and forbids them. */
export function dropConnectionHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (request.raw.httpVersionMajor !== 2) return;
    for (const name of NAMES) {
      reply.removeHeader(name);
      if (payload instanceof Response) payload.headers.delete(name);
    }
  });
}
