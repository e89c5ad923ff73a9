import { ProtocolError } from '../../frame/protocol-error.ts';
import { EXCEPTION_BIT, readResponseData } from '../../modbus/read-response-data.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';

/** Meaning of an answer for the poller. */
export type Verdict =
  | {
      readonly kind: 'data';
      readonly data: Uint8Array;
    }
  | {
      /**
       * `refused`: the device lacks some of the range, or gives less at once. `busy`: the request is to be repeated.
       * `failed`: the device reports a fault. `silent`: the unit did not answer, or not with an answer to this request.
       */
      readonly kind: 'refused' | 'busy' | 'failed' | 'silent';
      readonly reason: string;
      /** Bad. */
      readonly status: number;
    };

/** Source: MODBUS Application Protocol V1.1b3, section 7. */
const KINDS: Readonly<Record<number, 'refused' | 'busy' | 'silent'>> = {
  2: 'refused',
  3: 'refused',
  5: 'busy',
  6: 'busy',
  // A gateway reports that the unit behind it did not answer.
  10: 'silent',
  11: 'silent',
};

/** Judges the protocol data unit that answers a request. */
export function judgeAnswer(pdu: Uint8Array, request: ReadRequest): Verdict {
  try {
    const start = readResponseData(pdu, 0, pdu.length, request);
    return { kind: 'data', data: pdu.subarray(start) };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const { message: reason, status } = error;
    const isException = pdu[0] === (request.functionCode | EXCEPTION_BIT) && pdu.length > 1;
    return { kind: isException ? (KINDS[pdu[1]!] ?? 'failed') : 'silent', reason, status };
  }
}
