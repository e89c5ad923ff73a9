import { errorCode, type ErrorCode, type InputIssue } from '@varve/contract';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';

/** The code by which tRPC, and with it HTTP, names each refusal. */
export const errorMap: Readonly<Record<ErrorCode, TRPCError['code']>> = {
  INPUT_INVALID: 'BAD_REQUEST',
  TAG_UNKNOWN: 'NOT_FOUND',
  QUERY_INVALID: 'BAD_REQUEST',
  RANGE_TOO_LARGE: 'BAD_REQUEST',
  ANSWER_LATE: 'TIMEOUT',
};

// An input of 10,000 wrong ids would otherwise give an answer of a megabyte.
const MAX_TOLD_ISSUES = 20;

/** Why a call was refused, as it is sent. */
export interface ToldRefusal {
  /** Null where the server failed. */
  readonly reason: ErrorCode | null;
  /** Refused fields of the input, the first twenty; else none. */
  readonly issues: readonly InputIssue[];
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
  return { reason: codeOf(cause) ?? null, issues: [] };
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
