import type { ErrorCode, InputIssue, Permission } from '@varve/contract';

/** Code of an error of the server, or of its options and surroundings. Stable: callers match on it. */
export type ServerErrorCode =
  | ErrorCode
  | 'CERTIFICATE_INVALID'
  | 'CONFIGURATION_UNREADABLE'
  | 'CONFIGURATION_INVALID'
  | 'FILE_UNREADABLE'
  | 'HOST_INVALID'
  | 'KEY_INVALID'
  | 'OIDC_REFUSED'
  | 'PORT_TAKEN'
  | 'PORT_FORBIDDEN'
  | 'CONSOLE_NOT_BUILT'
  | 'ADDRESS_REFUSED'
  | 'HOST_UNKNOWN'
  | 'PEER_FAILED'
  | 'PROVIDER_FAILED'
  | 'MAIL_REFUSED'
  | 'SECRET_UNREADABLE'
  | 'TENANT_UNKNOWN';

/** Names of what a CONFLICT is about, where no newer row says it: callers say it in their own words. */
export type ConflictCode =
  | 'channel_off'
  | 'channel_used'
  | 'correction_open'
  | 'day_impossible'
  | 'delivery_settled'
  | 'document_locked'
  | 'document_state'
  | 'four_eyes'
  | 'password_again'
  | 'run_over'
  | 'runs_waiting'
  | 'shift_used'
  | 'taken'
  | 'too_many';

/** Options of a `ServerError`. */
interface ServerErrorOptions extends ErrorOptions {
  /** When to try again, where the refusal is for a time only. */
  readonly retryAfterSeconds?: number;
  /** Refused fields of the input. @default none */
  readonly issues?: readonly InputIssue[];
  /** The right that is missing, where it is one. */
  readonly permission?: Permission;
  /** The row as it is now, where the caller believed it to be another. It is sent to him. */
  readonly current?: object;
}

/** The server was given something wrong, or its surroundings did not let it work; the message says what and the way out. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: ServerErrorCode;
  readonly retryAfterSeconds: number | undefined;
  readonly issues: readonly InputIssue[];
  readonly permission: Permission | undefined;
  readonly current: object | undefined;

  constructor(code: ServerErrorCode, message: string, options: ServerErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.issues = options.issues ?? [];
    this.permission = options.permission;
    this.current = options.current;
  }
}

/** Options of `conflict`. */
interface ConflictDetails {
  /** The field that it is about. @default the input as a whole */
  readonly path?: readonly string[];
  /** Names of what stands in the way. */
  readonly names?: readonly string[];
  readonly cause?: unknown;
}

/** Makes the refusal of what contradicts what there is. */
export function conflict(
  code: ConflictCode,
  message: string,
  { path = [], names, cause }: ConflictDetails = {},
): ServerError {
  const issue = { path, message, code, ...(names !== undefined && { names }) };
  return new ServerError('CONFLICT', message, { issues: [issue], cause });
}
