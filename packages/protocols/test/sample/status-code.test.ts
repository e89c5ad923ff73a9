import { FIRST_UNCERTAIN, qualityOf, StatusCode, statusName } from '@varve/protocols';
import { describe, expect, test } from 'vitest';

/** As the OPC Foundation's StatusCode.csv has them. */
const PUBLISHED: Readonly<Record<keyof typeof StatusCode, number>> = {
  good: 0x0000_0000,
  uncertain: 0x4000_0000,
  uncertainNoCommunicationLastUsableValue: 0x408f_0000,
  uncertainLastUsableValue: 0x4090_0000,
  uncertainInitialValue: 0x4092_0000,
  uncertainEngineeringUnitsExceeded: 0x4094_0000,
  uncertainDataSubNormal: 0x40a4_0000,
  bad: 0x8000_0000,
  badCommunicationError: 0x8005_0000,
  badDecodingError: 0x8007_0000,
  badEncodingLimitsExceeded: 0x8008_0000,
  badTimeout: 0x800a_0000,
  badShutdown: 0x800c_0000,
  badUserAccessDenied: 0x801f_0000,
  badNoCommunication: 0x8031_0000,
  badWaitingForInitialData: 0x8032_0000,
  badNodeIdInvalid: 0x8033_0000,
  badNodeIdUnknown: 0x8034_0000,
  badOutOfRange: 0x803c_0000,
  badConfigurationError: 0x8089_0000,
  badNotConnected: 0x808a_0000,
  badDeviceFailure: 0x808b_0000,
  badSensorFailure: 0x808c_0000,
  badOutOfService: 0x808d_0000,
  badNoData: 0x809b_0000,
};

describe('a status code', () => {
  test('has the bits that are published, read as a signed integer', () => {
    for (const [name, code] of Object.entries(StatusCode)) {
      expect(code >>> 0, name).toBe(PUBLISHED[name as keyof typeof StatusCode]);
      expect(code, name).toBe(code | 0);
    }
  });

  test.each([
    { status: 0, quality: 'GOOD' },
    { status: FIRST_UNCERTAIN - 1, quality: 'GOOD' },
    { status: FIRST_UNCERTAIN, quality: 'UNCERTAIN' },
    { status: 2 ** 31 - 1, quality: 'UNCERTAIN' },
    { status: -(2 ** 31), quality: 'BAD' },
    { status: -1, quality: 'BAD' },
  ])('$status is $quality', ({ status, quality }) => {
    expect(qualityOf(status)).toBe(quality);
  });

  test('has its name, or its bits where it has none here', () => {
    expect(statusName(StatusCode.badTimeout)).toBe('badTimeout');
    expect(statusName(-1)).toBe('0xffffffff');
    expect(statusName(5)).toBe('0x00000005');
  });
});
