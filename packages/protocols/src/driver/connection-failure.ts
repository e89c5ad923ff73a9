import { StatusCode } from '../sample/status-code.ts';

/** The way to a peer failed, or the peer refuses; the message names it. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
  /** What its tags are marked with. */
  readonly status: number;
  /** Shortest time before the next try, in milliseconds. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    options?: ErrorOptions & { readonly status?: number; readonly retryAfterMs?: number },
  ) {
    super(message, options);
    this.status = options?.status ?? StatusCode.badNoCommunication;
    this.retryAfterMs = options?.retryAfterMs ?? 0;
  }
}

/**
 * Says why a peer could not be reached: the peer, and for each address that was tried the address and the code.
 *
 * @param peer - what was asked for, `host:port`
 */
export function describeFailure(error: unknown, peer: string): string {
  const reason = reasonOf(error);
  return reason.includes(peer) ? reason : `${peer}: ${reason}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.map(reasonOf).join('; ');
  }
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  const message = error.message === '' ? error.name : error.message;
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
