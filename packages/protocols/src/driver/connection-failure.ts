import { StatusCode } from '../sample/status-code.ts';

/** The connection to a peer failed, or the peer refused; the message names the peer. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
  /** Bad status of the source's tags. */
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
 * Describes why a peer could not be reached: names the peer, and each address that was tried with its code.
 *
 * @param peer - the peer as the definition names it, `host:port`
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
