/** Why the server refused a call or failed at it, as far as its answer says. */
export interface Refusal {
  /** Stable code of the contract; null where the server failed or did not answer. */
  readonly reason: string | null;
  readonly message: string;
  /** Refused fields of the input. */
  readonly issues: readonly FieldIssue[];
  /** Somebody else has changed the row meanwhile: the answer carries it as it is now. */
  readonly isOutdated: boolean;
  /** The right that is missing; null where the refusal is another. */
  readonly permission: string | null;
  /** Whether the server answered at all. */
  readonly isAnswered: boolean;
  /** When to try again; null where the refusal is for good, or the server does not say. */
  readonly retryAfterSeconds: number | null;
  /** Name of the call in the server's log; null where no answer came. */
  readonly requestId: string | null;
}

/** A refused field. The code and limits are there where zod gave them. */
export interface FieldIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly code?: string;
  readonly [detail: string]: unknown;
}

/** Reads a refusal out of whatever a call threw. */
export function refusalOf(error: unknown): Refusal {
  const { data, message } = (error ?? {}) as { data?: unknown; message?: unknown };
  const told = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  const text = (name: string): string | null =>
    typeof told[name] === 'string' ? told[name] : null;
  return {
    reason: text('reason'),
    message: typeof message === 'string' ? message : String(error),
    issues: Array.isArray(told['issues']) ? (told['issues'] as FieldIssue[]) : [],
    isOutdated: typeof told['current'] === 'object',
    permission: text('permission'),
    retryAfterSeconds:
      typeof told['retryAfterSeconds'] === 'number' ? told['retryAfterSeconds'] : null,
    isAnswered: told === data,
    requestId: text('requestId'),
  };
}
