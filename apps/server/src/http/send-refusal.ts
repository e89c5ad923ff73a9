import type { ErrorCode, GatewayCode, InputIssue } from '@varve/contract';
import { TRPC_ERROR_CODES_BY_KEY, type TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isCallRoute } from './is-api-route.ts';

/** Why a request is refused. */
interface Refusal {
  readonly status: number;
  readonly code: ErrorCode | GatewayCode;
  readonly message: string;
  /** Refused fields of the body. @default none */
  readonly issues?: readonly InputIssue[];
  /** When to try again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Names of statuses in tRPC; any other is a bad request. */
const TRPC_CODES: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  408: 'TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

/** Answers a request with `{ error, code, issues, requestId }`, and a call of tRPC in the form that its clients read. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
): FastifyReply {
  const { status, code, message, issues = [], retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  const body = isCallRoute(request)
    ? trpcRefusal(refusal, request.id)
    : { error: message, code, issues, requestId: request.id };
  return reply.code(status).header('cache-control', 'no-store').send(body);
}

function trpcRefusal({ status, code: reason, message }: Refusal, requestId: string): object {
  const code = TRPC_CODES[status] ?? 'BAD_REQUEST';
  const data = { code, httpStatus: status, reason, issues: [], requestId };
  return { error: { message, code: TRPC_ERROR_CODES_BY_KEY[code], data } };
}
