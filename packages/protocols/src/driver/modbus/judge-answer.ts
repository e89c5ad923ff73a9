import { ProtocolError } from '../../frame/protocol-error.ts';
import { EXCEPTION_BIT, readResponseData } from '../../modbus/read-response-data.ts';
import type { ReadRequest } from '../../modbus/read-request.ts';

/** What an answer means for who asked. */
export type Verdict =
  | {
      readonly kind: 'data';
      readonly data: Uint8Array;
    }
  | {
      /**
       * `refused`: the device does not have all of what was asked, or gives less at once. `busy`: it is to be asked again.
       * `failed`: it says that something is wrong with it. `silent`: the unit did not answer, or what came is no answer.
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
  // A gateway says that the unit behind it did not answer.
  10: 'silent',
  11: 'silent',
};

/** Judges the protocol data unit that came to a request. */
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
