import type { ErrorCode } from '@varve/contract';

/** Code of an error of the server, or of its options and surroundings. Stable: callers match on it. */
export type ServerErrorCode =
  | ErrorCode
  | 'CONFIGURATION_UNREADABLE'
  | 'CONFIGURATION_INVALID'
  | 'FILE_UNREADABLE'
  | 'HOST_INVALID'
  | 'PORT_TAKEN'
  | 'PORT_FORBIDDEN'
  | 'CONSOLE_NOT_BUILT'
  | 'TENANT_UNKNOWN';

/** The server was given something wrong, or its surroundings did not let it work; the message says what and the way out. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: ServerErrorCode;

  constructor(code: ServerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
