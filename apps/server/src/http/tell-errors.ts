import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TRPCError } from '@trpc/server';
import type { GatewayCode } from '@varve/contract';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ServerError } from '../kit/server-error.ts';
import { callerError, refusalOf } from '../trpc/error-map.ts';
import { sendRefusal } from './send-refusal.ts';

const CODES: Readonly<Record<number, GatewayCode>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_UNSUPPORTED',
  408: 'REQUEST_LATE',
  413: 'BODY_TOO_LARGE',
  415: 'CONTENT_TYPE_UNSUPPORTED',
};

/** Tells a caller why his request failed; of a failure of the server he learns the id only, by which the log has the rest. */
export function tellErrors(server: FastifyInstance, logger: Logger): void {
  server.setErrorHandler<FastifyError>((error, request, reply) =>
    tellError(logger, error, { request, reply }),
  );
}

/** Says that nothing has the address of a request. */
export function tellNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendRefusal(request, reply, { status: 404, code: 'NOT_FOUND', message: 'not found' });
}

/** Answers a request by the error that it ended in. */
export function tellError(
  logger: Logger,
  error: FastifyError,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): FastifyReply {
  const named = namedError(error);
  if (named !== undefined) {
    const { reason, issues } = refusalOf(named);
    const { retryAfterSeconds } = (named.cause ?? error) as Partial<ServerError>;
    const status = getHTTPStatusCodeFromError(named);
    return sendRefusal(request, reply, {
      status,
      code: reason!,
      message: issues.length > 0 ? 'the input is not as expected' : named.message,
      issues,
      retryAfterSeconds,
    });
  }
  const { statusCode: status = 500, message } = error;
  if (status >= 400 && status < 500) {
    const code = CODES[status] ?? 'REQUEST_INVALID';
    return sendRefusal(request, reply, { status, code, message });
  }
  logger.error({ requestId: request.id, err: error }, 'a request failed');
  return sendRefusal(request, reply, { status: 500, code: 'INTERNAL', message: 'internal error' });
}

/** Gives an error whose code the contract has the form by which it is told; undefined for any other. */
function namedError(error: unknown): TRPCError | undefined {
  // A procedure that was called without a request of its own failed.
  if (error instanceof TRPCError) return refusalOf(error).reason === null ? undefined : error;
  if (!(error instanceof z.core.$ZodError)) return callerError(error);
  return new TRPCError({
    code: 'BAD_REQUEST',
    message: 'the input is not as expected',
    cause: error,
  });
}
