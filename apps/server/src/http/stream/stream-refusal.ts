import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { StreamMessage } from '@varve/contract';
import type { ServerError } from '../../kit/server-error.ts';
import { callerError, refusalOf } from '../../trpc/error-map.ts';

/** Why something of a stream is refused. */
export interface StreamRefusal {
  readonly message: Extract<StreamMessage, { type: 'error' }>;
  /** By which the stream is closed, where it has to end: 4000 and the status that HTTP has for the same refusal. */
  readonly closeCode: number;
}

const INTERNAL_ERROR = 1_011;
const FIRST_CLOSE_CODE = 4_000;

/** Gives an error the form in which a stream tells it; undefined where the server failed. @param ref - of the request that failed */
export function refusalIn(error: unknown, ref?: string): StreamRefusal | undefined {
  const named = callerError(error);
  const code = named === undefined ? null : refusalOf(named).reason;
  if (named === undefined || code === null) return undefined;
  const { retryAfterSeconds } = error as ServerError;
  return {
    message: {
      type: 'error',
      ...(ref === undefined ? {} : { ref }),
      code,
      message: named.message,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
    closeCode: FIRST_CLOSE_CODE + getHTTPStatusCodeFromError(named),
  };
}

/** Tells of a failure of the server: the log has the rest. */
export const SERVER_FAILED: StreamRefusal = {
  message: { type: 'error', code: 'INTERNAL', message: 'internal error' },
  closeCode: INTERNAL_ERROR,
};
