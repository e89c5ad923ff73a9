import type { wordsEn } from '../words.en.ts';

/** The three classes that operators know. */
export type Quality = 'GOOD' | 'UNCERTAIN' | 'BAD';

export const QUALITIES: readonly Quality[] = ['GOOD', 'UNCERTAIN', 'BAD'];

const FIRST_UNCERTAIN = 0x4000_0000;

/** Reduces an OPC UA status code, read as a signed 32-bit integer, to its class. */
export function qualityOf(status: number): Quality {
  if (status < 0) return 'BAD';
  return status < FIRST_UNCERTAIN ? 'GOOD' : 'UNCERTAIN';
}

type StatusName = keyof (typeof wordsEn)['statusMeaning'];

// The upper 16 bits name the condition; the lower ones say how it came about (limits, overflow).
// Source: OPC 10000-4 v1.05, section 7.39; names of the OPC Foundation's StatusCode.csv.
const NAME_OF_UPPER_HALF: ReadonlyMap<number, StatusName> = new Map([
  [0x0000, 'Good'],
  [0x4000, 'Uncertain'],
  [0x4090, 'UncertainLastUsableValue'],
  [0x4092, 'UncertainInitialValue'],
  [0x4094, 'UncertainEngineeringUnitsExceeded'],
  [0x40a4, 'UncertainDataSubNormal'],
  [0x8000, 'Bad'],
  [0x8007, 'BadDecodingError'],
  [0x800a, 'BadTimeout'],
  [0x8031, 'BadNoCommunication'],
  [0x8032, 'BadWaitingForInitialData'],
  [0x8089, 'BadConfigurationError'],
  [0x808a, 'BadNotConnected'],
  [0x808b, 'BadDeviceFailure'],
  [0x808c, 'BadSensorFailure'],
  [0x808d, 'BadOutOfService'],
]);

/** Names the condition of a status code; null where it is not one of ours. */
export function statusName(status: number): StatusName | null {
  return NAME_OF_UPPER_HALF.get(status >>> 16) ?? null;
}

/** The 32 bits as the standard prints them: `0x80310000`. */
export function statusHex(status: number): string {
  return `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The text of a status on hover: meaning, name and number. */
export function statusText(status: number, words: typeof wordsEn): string {
  const name = statusName(status);
  if (name === null) return `${words.quality[qualityOf(status)]} (${statusHex(status)})`;
  return `${words.statusMeaning[name]} (${name}, ${statusHex(status)})`;
}
