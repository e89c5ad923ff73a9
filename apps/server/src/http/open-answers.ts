import type { FastifyInstance, FastifyReply } from 'fastify';
import { isEventStream } from './is-event-stream.ts';

/** Answers under way. */
export interface OpenAnswers {
  /** Server-sent events. */
  readonly streams: ReadonlySet<FastifyReply>;
  /** Resolves when no request is being answered any more, or when the time is over. */
  settled(withinMs: number): Promise<void>;
}

/** Keeps track of the answers under way. */
export function openAnswers(server: FastifyInstance): OpenAnswers {
  const open = new Set<FastifyReply>();
  const streams = new Set<FastifyReply>();
  let oneIsDone = Promise.withResolvers<void>();
  server.addHook('onRequest', async (_request, reply) => {
    open.add(reply);
    reply.raw.once('close', () => {
      open.delete(reply);
      streams.delete(reply);
      oneIsDone.resolve();
      oneIsDone = Promise.withResolvers();
    });
  });
  server.addHook('onSend', async (_request, reply, payload) => {
    if (isEventStream(reply, payload) && open.has(reply)) streams.add(reply);
  });
  return {
    streams,
    async settled(withinMs) {
      const late = Promise.withResolvers<'late'>();
      const timer = setTimeout(() => late.resolve('late'), withinMs);
      while (open.size > 0) {
        const reason = await Promise.race([oneIsDone.promise, late.promise]);
        if (reason === 'late') break;
      }
      clearTimeout(timer);
    },
  };
}
