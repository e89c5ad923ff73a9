import { StatusCode } from '../sample/status-code.ts';

/** What a peer got wrong. Stable: counters, alarms and log queries match on it. */
export type ProtocolErrorCode =
  | 'FRAME_TRUNCATED'
  | 'FRAME_TAG_UNKNOWN'
  | 'MODBUS_EXCEPTION'
  | 'MODBUS_FUNCTION_MISMATCH'
  | 'MODBUS_LENGTH_MISMATCH'
  | 'TEXT_MALFORMED'
  | 'JSON_MALFORMED';

/** A peer sent bytes that its protocol does not allow. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: ProtocolErrorCode;
  /** Status of the samples that did not come because of it. */
  readonly status: number;

  constructor(
    code: ProtocolErrorCode,
    message: string,
    options?: ErrorOptions & { readonly status?: number },
  ) {
    super(message, options);
    this.code = code;
    this.status = options?.status ?? StatusCode.badDecodingError;
  }
}
