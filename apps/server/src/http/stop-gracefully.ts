import type { FastifyInstance } from 'fastify';
import type { OpenAnswers } from './open-answers.ts';
import { sendRefusal } from './send-refusal.ts';

/** Requests that run may take this long after the stop began; then their connections are cut. */
const RUNNING_REQUESTS_MS = 8_000;

/** Whether a server is about to stop. */
export interface Stopping {
  /** Aborts at the beginning of the stop. */
  readonly signal: AbortSignal;
}

/** Whoever watches the server is answered until its end. */
const WATCHED_ROUTES = new Set<unknown>(['/live', '/ready']);

/** Makes `close()` end the streams, refuse new requests, and wait for those that run. */
export function stopGracefully(server: FastifyInstance, answers: OpenAnswers): Stopping {
  const stopping = new AbortController();
  server.addHook('onRequest', async (request, reply) => {
    if (!stopping.signal.aborted || WATCHED_ROUTES.has(request.routeOptions.url)) return undefined;
    const message = 'the server is about to stop';
    return sendRefusal(request, reply, { status: 503, code: 'STOPPING', message });
  });
  server.addHook('preClose', async () => {
    stopping.abort();
    for (const { raw } of answers.streams) raw.end();
    await answers.settled(RUNNING_REQUESTS_MS);
  });
  return stopping;
}
