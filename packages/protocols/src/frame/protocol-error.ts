import { StatusCode } from '../sample/status-code.ts';

/** A peer's fault. The codes are stable: counters, alarms and log queries match on them. */
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
  /** Bad status of the samples that are missing because of the fault. */
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
