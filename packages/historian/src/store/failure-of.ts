/** Reason why something was not stored. */
export interface Failure {
  /** SQLSTATE, or the system's code where the connection broke. */
  readonly code: string;
  readonly message: string;
}

// `fetch` tells the reason in the cause alone.
const FETCH_FAILED = 'fetch failed';

/** Tells why something was not stored. The system's code may be in the cause. */
export function failureOf(error: unknown): Failure {
  const { code, message, cause } = error as Error & {
    code?: unknown;
    cause?: { code?: unknown; message?: string };
  };
  const known = [cause?.code, code].find((candidate) => typeof candidate === 'string');
  const reason = cause?.message ?? '';
  const isTold = message !== FETCH_FAILED || reason === '';
  return { code: known ?? 'SINK_FAILED', message: isTold ? message : reason };
}
