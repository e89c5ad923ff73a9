import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestContext, ServerParts } from '../trpc/request-context.ts';
import { answerCalls, type Answering } from './answer-calls.ts';
import { answerStream } from './answer-stream.ts';
import { isCallRoute } from './is-api-route.ts';
import { MAX_BATCH, readPlainCalls } from './plain-calls.ts';
import { sendRefusal } from './send-refusal.ts';
import { readStreamCall } from './stream-call.ts';
import { tokenGiver } from './token-giver.ts';

/** Options of `callRoute`. */
interface CallOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ServerParts;
  readonly logger: Logger;
}

/** Answers calls of tRPC: questions by GET, or by POST where they are too long for an address; changes by POST; JSON only. */
export async function callRoute(
  server: FastifyInstance,
  { router, parts, logger }: CallOptions,
): Promise<void> {
  // tRPC would run a change that a form sends, which needs nobody's leave.
  server.addHook('onRequest', async (request, reply) => {
    if (!isCallRoute(request)) return undefined;
    const { method, headers } = request;
    if (method === 'GET' || method === 'HEAD') return undefined;
    if (method !== 'POST')
      return sendRefusal(request, reply, {
        status: 405,
        code: 'METHOD_UNSUPPORTED',
        message: 'expected GET or POST',
      });
    if (/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) return undefined;
    return sendRefusal(request, reply, {
      status: 415,
      code: 'CONTENT_TYPE_UNSUPPORTED',
      message: 'expected a body of application/json',
    });
  });
  const plainCalls = readPlainCalls(router);
  const streamCall = readStreamCall(router);
  const onError = (path: string | undefined, error: TRPCError, { id }: FastifyRequest): void => {
    if (error.code === 'INTERNAL_SERVER_ERROR')
      logger.error({ requestId: id, path, err: error }, 'a call failed');
  };
  const contextOf = (req: FastifyRequest, res: FastifyReply): RequestContext => ({
    ...parts,
    access: req.access,
    giveTokens: tokenGiver(parts, req, res),
  });
  const answeringOf = (request: FastifyRequest, reply: FastifyReply): Answering => ({
    router,
    context: contextOf(request, reply),
    onError: ({ path, error }) => onError(path, error, request),
  });
  await server.register(async (calls) => {
    calls.removeContentTypeParser('application/json');
    calls.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    calls.all('/trpc/:path', async (request, reply) => {
      const plain = plainCalls(request);
      if (plain !== undefined) return answerCalls(reply, plain, answeringOf(request, reply));
      const stream = streamCall(request);
      if (stream !== undefined) return answerStream(reply, stream, answeringOf(request, reply));
      const { path } = request.params as { readonly path: string };
      await fastifyRequestHandler({
        router,
        maxBatchSize: MAX_BATCH,
        allowMethodOverride: true,
        req: request,
        res: reply,
        path,
        createContext: ({ req, res }) => contextOf(req, res),
        onError: ({ path: failed, error, req }) => onError(failed, error, req),
      });
      return reply;
    });
  });
}
