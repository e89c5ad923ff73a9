import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerParts, RequestContext } from '../trpc/request-context.ts';
import { answer, enter } from './session-routes.ts';

/** Makes the function by which a procedure gives its caller new tokens: a browser as cookies, a program in the answer. */
export function tokenGiver(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
): RequestContext['giveTokens'] {
  return async (session) => {
    if (request.headers.authorization !== undefined) return answer(parts, session);
    await enter(parts, reply, session);
    return null;
  };
}
