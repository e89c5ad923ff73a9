import type { FastifyReply } from 'fastify';

/** Whether an answer is a stream of server-sent events. A `Response`, which tRPC sends, has headers of its own. */
export function isEventStream(reply: FastifyReply, payload: unknown): boolean {
  const type =
    payload instanceof Response
      ? payload.headers.get('content-type')
      : reply.getHeader('content-type');
  return String(type).startsWith('text/event-stream');
}
