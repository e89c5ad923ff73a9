import { OUR_TIME_BIT, StatusCode } from '@varve/protocols';
import { describe, expect, test } from 'vitest';
import { readDataValue, type OpcUaDataValue } from '../../src/opcua/opc-ua-data-value.ts';
import { readServerClock } from '../../src/opcua/sample-time.ts';
import { readNumber, readText, type TypedValue } from '../../src/opcua/typed-value.ts';

const NOW_MS = Date.UTC(2026, 5, 1);
const NOW_US = NOW_MS * 1_000;
const LIMITS = { nowUs: NOW_US, earliestUs: Date.UTC(2001, 0, 1) * 1_000, isFirst: false };
const OWN = new Date(NOW_MS - 5_000);
const SERVER = new Date(NOW_MS - 1_000);
const NONE = new Date('1601-01-01T00:00:00Z');

const double = (value: unknown): TypedValue => ({ dataType: 11, arrayType: 0, value });
const numberOf = (given: Partial<OpcUaDataValue>, isFirst = false) =>
  readDataValue(
    {
      value: double(7),
      statusCode: { value: 0 },
      sourceTimestamp: OWN,
      serverTimestamp: SERVER,
      ...given,
    },
    readNumber,
    { ...LIMITS, isFirst },
  );

describe('the time of a value', () => {
  test('is its source’s, to the microsecond', () => {
    expect(numberOf({ sourcePicoseconds: 901_999_000 })).toEqual({
      timeUs: OWN.getTime() * 1_000 + 901,
      value: 7,
      status: 0,
    });
  });

  test.each([{ sourceTimestamp: NONE }, { sourceTimestamp: null }, { sourceTimestamp: undefined }])(
    'is the server’s where its source gives none: $sourceTimestamp',
    ({ sourceTimestamp }) => {
      const serverPicoseconds = 2_000_000;
      expect(numberOf({ sourceTimestamp, serverPicoseconds })).toEqual({
        timeUs: SERVER.getTime() * 1_000 + 2,
        value: 7,
        status: 0,
      });
    },
  );

  test.each([
    '1970-01-01T00:00:00Z',
    '1999-12-31T00:00:00Z',
    '2000-12-31T23:59:59.999Z',
    '1601-01-01T00:00:00.001Z',
  ])('is the server’s, and Uncertain, where a clock shows %s', (shown) => {
    const sourceTimestamp = new Date(shown);
    const status = StatusCode.uncertain;
    expect(numberOf({ sourceTimestamp })).toEqual({
      timeUs: SERVER.getTime() * 1_000,
      value: 7,
      status,
    });
    for (const serverTimestamp of [null, NONE, sourceTimestamp, new Date(NOW_MS + 301_000)]) {
      expect(numberOf({ sourceTimestamp, serverTimestamp })).toEqual({
        timeUs: NOW_US,
        value: 7,
        status: StatusCode.uncertain | OUR_TIME_BIT,
      });
    }
  });

  test('is its arrival where nobody gives one', () => {
    const neither = { sourceTimestamp: null, serverTimestamp: NONE };
    expect(numberOf(neither)).toEqual({ timeUs: NOW_US, value: 7, status: 0 });
  });

  test('that is no time is as good as none that can be used', () => {
    const broken = new Date(Number.NaN);
    expect(numberOf({ sourceTimestamp: broken })).toMatchObject({ status: StatusCode.uncertain });
    expect(numberOf({ sourceTimestamp: broken, serverTimestamp: broken })).toEqual({
      timeUs: NOW_US,
      value: 7,
      status: StatusCode.uncertain | OUR_TIME_BIT,
    });
  });

  test('is left to the historian where it is ahead', () => {
    const ahead = new Date(NOW_MS + 400_000);
    expect(numberOf({ sourceTimestamp: ahead }).timeUs).toBe(ahead.getTime() * 1_000);
  });
});

describe('the status of a value', () => {
  test.each([
    { sent: 0x480, status: 0x480 },
    { sent: 0x4090_0000, status: 0x4090_0000 },
    { sent: 0x808c_0000, status: 0x808c_0000 | 0 },
    { sent: 0x1000_0000, status: 0 },
  ])('is what was sent, $sent, without what the standard reserves', ({ sent, status }) => {
    expect(numberOf({ statusCode: { value: sent } })).toMatchObject({ value: 7, status });
  });

  test('says that it waits where there is no value yet, and that there is none afterwards', () => {
    const empty = { value: { dataType: 0, arrayType: 0 }, statusCode: { value: 0x4092_0000 } };
    expect(numberOf(empty, true)).toMatchObject({
      value: undefined,
      status: StatusCode.badWaitingForInitialData,
    });
    expect(numberOf(empty)).toMatchObject({ value: undefined, status: StatusCode.badNoData });
    const bad = { ...empty, statusCode: { value: 0x808c_0000 } };
    expect(numberOf(bad, true)).toMatchObject({ status: StatusCode.badSensorFailure });
  });

  test('without a value and a time of the device is a mark', () => {
    const empty = { value: null, statusCode: { value: 0x808c_0000 }, sourceTimestamp: null };
    expect(numberOf(empty).status).toBe(StatusCode.badSensorFailure | OUR_TIME_BIT);
    expect(numberOf({ ...empty, sourceTimestamp: OWN }).status).toBe(StatusCode.badSensorFailure);
  });

  test('is Bad where a tag cannot hold what comes', () => {
    for (const value of ['text', [1, 2], new Float64Array(2), { a: 1 }, OWN]) {
      expect(numberOf({ value: double(value) })).toMatchObject({
        value: undefined,
        status: StatusCode.badDecodingError,
      });
    }
  });
});

describe('a value', () => {
  const uint64 = (high: number, low: number): TypedValue => ({
    dataType: 9,
    arrayType: 0,
    value: [high, low],
  });
  const int64 = (high: number, low: number): TypedValue => ({
    dataType: 8,
    arrayType: 0,
    value: [high, low],
  });

  test.each([
    { variant: double(true), number: 1, text: '1' },
    { variant: double(-0.5), number: -0.5, text: '-0.5' },
    { variant: uint64(2, 1), number: 2 ** 33 + 1, text: '8589934593' },
    { variant: int64(0xffff_ffff, 0xffff_fffb), number: -5, text: '-5' },
    { variant: uint64(0x20_0000, 0), number: 2 ** 53, text: '9007199254740992' },
  ])('is $number, and as a text $text', ({ variant, number, text }) => {
    expect(readNumber(variant)).toEqual({ value: number, status: 0 });
    expect(readText(variant)).toEqual({ value: text, status: 0 });
  });

  test('whose digits a number cannot hold is Uncertain, and whole as a text', () => {
    const status = StatusCode.uncertainDataSubNormal;
    expect(readNumber(uint64(0x20_0000, 1))).toEqual({ value: 2 ** 53, status });
    expect(readText(uint64(0x20_0000, 1))).toEqual({ value: '9007199254740993', status: 0 });
    expect(readNumber(uint64(0xffff_ffff, 0xffff_ffff))).toEqual({ value: 2 ** 64, status });
    expect(readNumber(int64(0x8000_0000, 1))).toEqual({ value: -(2 ** 63), status });
  });

  test.each([
    { variant: { dataType: 12, arrayType: 0, value: 'Öl' }, text: 'Öl' },
    { variant: { dataType: 13, arrayType: 0, value: OWN }, text: OWN.toISOString() },
    { variant: { dataType: 21, arrayType: 0, value: { text: 'offen' } }, text: 'offen' },
  ])('of a text tag is $text', ({ variant, text }) => {
    expect(readText(variant)).toEqual({ value: text, status: 0 });
  });

  test('that is null is none', () => {
    for (const variant of [
      { dataType: 12, arrayType: 0, value: null },
      { dataType: 21, arrayType: 0, value: { text: null } },
      null,
      undefined,
    ]) {
      expect(readText(variant)).toEqual({ value: undefined, status: StatusCode.badNoData });
    }
  });

  test('that is a list of 64-bit integers is no number', () => {
    const list = { dataType: 9, arrayType: 1, value: [[0, 1]] };
    expect(readNumber(list)).toEqual({ value: undefined, status: StatusCode.badDecodingError });
  });
});

test('the server’s clock is taken where it can be right', () => {
  expect(readServerClock(SERVER, NOW_US)).toBe(SERVER.getTime() * 1_000);
  for (const wrong of [null, NONE, new Date(NOW_MS - 301_000), new Date(Number.NaN)]) {
    expect(readServerClock(wrong, NOW_US)).toBe(NOW_US);
  }
});
