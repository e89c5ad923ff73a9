import { FIRST_UNCERTAIN, OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';
import type { QualityKind } from '../definition/json-topic-definition.ts';

const OPC_QUALITY_BITS = 0xc0;
const OPC_SUBSTATUS_BITS = 0xfc;
const OPC_GOOD = 0xc0;
const OPC_UNCERTAIN = 0x40;
const HIGHEST_OPC_QUALITY = 0xffff;
const HIGHEST_STATUS_CODE = 0xffff_ffff;

/** Substatus of classic OPC (Data Access 3.0, section 6.8) as the status codes of OPC 10000-8 v1.05, annex A.4.3.3. */
const OPC_SUBSTATUS: ReadonlyMap<number, number> = new Map([
  [0x04, StatusCode.badConfigurationError],
  [0x08, StatusCode.badNotConnected],
  [0x0c, StatusCode.badDeviceFailure],
  [0x10, StatusCode.badSensorFailure],
  [0x18, StatusCode.badNoCommunication],
  [0x1c, StatusCode.badOutOfService],
  [0x20, StatusCode.badWaitingForInitialData],
  [0x44, StatusCode.uncertainLastUsableValue],
  [0x54, StatusCode.uncertainEngineeringUnitsExceeded],
  [0x58, StatusCode.uncertainDataSubNormal],
]);

/**
 * Reads a quality beside a value.
 *
 * @param found - a truth value, a number of the given kind, or a text that is a number or begins with Good, Uncertain or Bad
 * @returns a status; undefined where the quality cannot be read. No quality is Uncertain, except for status codes, which OPC UA leaves
 *   out when they are Good (OPC 10000-6 v1.05, section 5.4)
 */
export function statusOfQuality(found: unknown, kind: QualityKind): number | undefined {
  if (found === undefined || found === null || found === '') {
    return kind === 'status-code' && found !== '' ? StatusCode.good : StatusCode.uncertain;
  }
  if (typeof found === 'boolean') return found ? StatusCode.good : StatusCode.bad;
  if (typeof found === 'number') return statusOfNumber(found, kind);
  return typeof found === 'string' ? statusOfText(found.trim(), kind) : undefined;
}

function statusOfText(text: string, kind: QualityKind): number | undefined {
  if (/^(?:0x[\da-f]{1,8}|\d{1,10})$/i.test(text)) return statusOfNumber(Number(text), kind);
  if (/^(?:(?:ok|true)(?![a-z])|good)/i.test(text)) return StatusCode.good;
  if (/^uncertain/i.test(text)) return StatusCode.uncertain;
  return /^(?:false(?![a-z])|bad)/i.test(text) ? StatusCode.bad : undefined;
}

function statusOfNumber(number: number, kind: QualityKind): number | undefined {
  if (!Number.isInteger(number) || number < -0x8000_0000 || number > HIGHEST_STATUS_CODE) {
    return undefined;
  }
  if (kind === 'flag') {
    if (number === 0) return StatusCode.bad;
    return number === 1 ? StatusCode.good : undefined;
  }
  // A number of this size can only be a status code that is not Good, whatever kind is expected.
  if (kind === 'status-code' || number < 0 || number >= FIRST_UNCERTAIN) {
    return (number | 0) & ~OUR_TIME_BIT;
  }
  if (number > HIGHEST_OPC_QUALITY) return undefined;
  const substatus = OPC_SUBSTATUS.get(number & OPC_SUBSTATUS_BITS);
  if (substatus !== undefined) return substatus;
  switch (number & OPC_QUALITY_BITS) {
    case OPC_GOOD:
      return StatusCode.good;
    case OPC_UNCERTAIN:
      return StatusCode.uncertain;
    default:
      return StatusCode.bad;
  }
}

/** Whether the value at an error path is an error: absent, null, 0, false, "", "0", "OK", an empty list and an empty object are none. */
export function isError(found: unknown): boolean {
  if (found === undefined || found === null || found === false || found === 0) return false;
  if (typeof found === 'string') return !/^\s*(?:0*|ok)\s*$/i.test(found);
  return typeof found !== 'object' || Object.keys(found).length > 0;
}
