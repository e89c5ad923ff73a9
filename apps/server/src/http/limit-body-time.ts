import type { FastifyInstance } from 'fastify';
import { sendRefusal } from './send-refusal.ts';

/**
 * Gives up a request of HTTP/2 whose body does not come to its end in time; Node does so for HTTP/1.1 only.
 *
 * @param withinMs - from the beginning of the request
 */
export function limitBodyTime(server: FastifyInstance, withinMs: number): void {
  server.addHook('preParsing', async (request, reply, payload) => {
    if (request.raw.httpVersionMajor !== 2) return;
    const timer = setTimeout(() => {
      const message = 'the request did not end in time';
      void sendRefusal(request, reply, { status: 408, code: 'REQUEST_LATE', message });
    }, withinMs);
    const stop = (): void => clearTimeout(timer);
    payload.once('end', stop);
    reply.raw.once('close', stop);
  });
}
