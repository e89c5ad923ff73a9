import { errorCode, type ErrorCode, type InputIssue, type Permission } from '@varve/contract';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { ServerError } from '../kit/server-error.ts';

/** The code by which tRPC, and with it HTTP, names each refusal. */
export const errorMap: Readonly<Record<ErrorCode, TRPCError['code']>> = {
  INPUT_INVALID: 'BAD_REQUEST',
  TAG_UNKNOWN: 'NOT_FOUND',
  QUERY_INVALID: 'BAD_REQUEST',
  RANGE_TOO_LARGE: 'BAD_REQUEST',
  ANSWER_LATE: 'TIMEOUT',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  SESSION_EXPIRED: 'UNAUTHORIZED',
  CREDENTIALS_WRONG: 'UNAUTHORIZED',
  FACTOR_REQUIRED: 'UNAUTHORIZED',
  SECURITY_DUE: 'FORBIDDEN',
  REAUTHENTICATE: 'FORBIDDEN',
  PERMISSION_MISSING: 'FORBIDDEN',
  SESSION_REQUIRED: 'FORBIDDEN',
  ADDRESS_FORBIDDEN: 'FORBIDDEN',
  SOURCE_FORBIDDEN: 'FORBIDDEN',
  COLLECTOR_APART: 'SERVICE_UNAVAILABLE',
  THROTTLED: 'TOO_MANY_REQUESTS',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  PASSWORD_WEAK: 'BAD_REQUEST',
  SET_UP_DONE: 'CONFLICT',
  SET_UP_CODE_WRONG: 'FORBIDDEN',
  LINK_INVALID: 'NOT_FOUND',
};

// An input of 10,000 wrong ids would otherwise give an answer of a megabyte.
const MAX_TOLD_ISSUES = 20;

/** Why a call was refused, as it is sent. */
export interface ToldRefusal {
  /** Null where the server failed. */
  readonly reason: ErrorCode | null;
  /** Refused fields of the input, the first twenty; else none. */
  readonly issues: readonly InputIssue[];
  /** The right that is missing, where it is one. */
  readonly permission?: Permission;
  /** The row as it is now, where the caller believed it to be another. */
  readonly current?: object;
  /** When to try again, where the refusal is for a time only. */
  readonly retryAfterSeconds?: number;
}

/** Gives an error whose code the contract has the form that tRPC sends; undefined for any other. */
export function callerError(error: unknown): TRPCError | undefined {
  const reason = codeOf(error);
  return reason === undefined
    ? undefined
    : new TRPCError({ code: errorMap[reason], message: (error as Error).message, cause: error });
}

/** Finds out why a call was refused. */
export function refusalOf({ code, cause }: TRPCError): ToldRefusal {
  // An output that breaks the contract is an error of zod's too, and the server's own failure.
  if (code === 'BAD_REQUEST' && cause instanceof z.core.$ZodError) {
    return { reason: 'INPUT_INVALID', issues: cause.issues.slice(0, MAX_TOLD_ISSUES).map(issueOf) };
  }
  const issues = cause instanceof ServerError ? cause.issues : [];
  return { reason: codeOf(cause) ?? null, issues, ...detailsOf(cause) };
}

function detailsOf(
  cause: unknown,
): Pick<ToldRefusal, 'permission' | 'current' | 'retryAfterSeconds'> {
  if (!(cause instanceof ServerError)) return {};
  const { permission, current, retryAfterSeconds } = cause;
  return {
    ...(permission === undefined ? {} : { permission }),
    ...(current === undefined ? {} : { current }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function issueOf({ path, message }: z.core.$ZodIssue): InputIssue {
  return {
    path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    message,
  };
}

function codeOf(error: unknown): ErrorCode | undefined {
  return errorCode.safeParse((error as { code?: unknown } | undefined)?.code).data;
}
