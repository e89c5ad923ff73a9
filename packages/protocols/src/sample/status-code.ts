/**
 * OPC UA status codes in their stored form: the 32 bits as a signed integer. Bad is negative, Good starts at 0 and Uncertain at
 * 0x40000000, so that one comparison distinguishes them.
 *
 * Source: OPC 10000-4 v1.05, section 7.39; the names and numbers are those of the OPC Foundation's StatusCode.csv.
 */
export const StatusCode = {
  /* oxlint-disable typescript/no-unnecessary-type-assertion -- declarations are made without computing `|`. */
  good: 0,
  uncertain: 0x4000_0000,
  uncertainNoCommunicationLastUsableValue: 0x408f_0000,
  uncertainLastUsableValue: 0x4090_0000,
  uncertainInitialValue: 0x4092_0000,
  uncertainEngineeringUnitsExceeded: 0x4094_0000,
  uncertainDataSubNormal: 0x40a4_0000,
  bad: (0x8000_0000 | 0) as number,
  badCommunicationError: (0x8005_0000 | 0) as number,
  badDecodingError: (0x8007_0000 | 0) as number,
  badEncodingLimitsExceeded: (0x8008_0000 | 0) as number,
  badTimeout: (0x800a_0000 | 0) as number,
  badShutdown: (0x800c_0000 | 0) as number,
  badUserAccessDenied: (0x801f_0000 | 0) as number,
  badNoCommunication: (0x8031_0000 | 0) as number,
  badWaitingForInitialData: (0x8032_0000 | 0) as number,
  badNodeIdInvalid: (0x8033_0000 | 0) as number,
  badNodeIdUnknown: (0x8034_0000 | 0) as number,
  badOutOfRange: (0x803c_0000 | 0) as number,
  badConfigurationError: (0x8089_0000 | 0) as number,
  badNotConnected: (0x808a_0000 | 0) as number,
  badDeviceFailure: (0x808b_0000 | 0) as number,
  badSensorFailure: (0x808c_0000 | 0) as number,
  badOutOfService: (0x808d_0000 | 0) as number,
  badNoData: (0x809b_0000 | 0) as number,
  /* oxlint-enable typescript/no-unnecessary-type-assertion */
} as const;

/** Lowest status that is Uncertain: a status below it and not negative is Good. */
export const FIRST_UNCERTAIN: number = StatusCode.uncertain;

/**
 * Bit that decoders set in the status of a sample with our time, which is outside the time line of the tag's device. The sample is a mark
 * (Bad, without a value: an outage begins), or its own time could not be used (Uncertain). It is never stored; the standard reserves it.
 */
export const OUR_TIME_BIT = 0x1000_0000;

/** The three classes of quality. */
export type Quality = 'GOOD' | 'UNCERTAIN' | 'BAD';

/** Reduces a status code to its class, by its two severity bits. */
export function qualityOf(status: number): Quality {
  if (status < 0) return 'BAD';
  return status < FIRST_UNCERTAIN ? 'GOOD' : 'UNCERTAIN';
}

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(StatusCode).map(([name, code]) => [code, name]),
);

/** Gives the name of a status code (`badTimeout`), or its 32 bits in hexadecimal where it has no name here. */
export function statusName(status: number): string {
  return NAMES.get(status) ?? `0x${(status >>> 0).toString(16).padStart(8, '0')}`;
}
