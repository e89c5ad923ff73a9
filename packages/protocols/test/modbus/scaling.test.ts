import { StatusCode, type ModbusDataType, type ScalingDefinition } from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, packNumber, planOf, registersResponse } from '../support/modbus-responses.ts';
import type { Sample } from '../support/samples.ts';

const { badOutOfRange, badSensorFailure, good, uncertainDataSubNormal } = StatusCode;
const exceeded = StatusCode.uncertainEngineeringUnitsExceeded;

/** A transmitter of 4 to 20 mA behind a card that counts microamperes. */
const LOOP: ScalingDefinition = { rawLow: 4_000, rawHigh: 20_000, low: 0, high: 250 };

interface Reading {
  readonly raw: number;
  readonly scaling: ScalingDefinition;
  readonly rawType?: Exclude<ModbusDataType, 'bool'>;
  readonly nulls?: readonly number[];
}

function sampleOf({ raw, rawType = 'float64', scaling, nulls = [] }: Reading): Sample {
  const plan = planOf([{ address: 0, rawType, scaling, nulls }]);
  return decode(plan, registersResponse(Uint8Array.from(packNumber(rawType, 'ABCD', raw))))[0]!;
}

describe('scaling by two ranges', () => {
  test.each([
    { raw: 4_000, value: 0 },
    { raw: 12_000, value: 125 },
    { raw: 20_000, value: 250 },
    { raw: 3_200, value: -12.5 },
    { raw: 20_800, value: 262.5 },
  ])('makes $value of $raw, Good', ({ raw, value }) => {
    expect(sampleOf({ raw, rawType: 'uint16', scaling: LOOP })).toMatchObject({
      value,
      status: good,
    });
  });

  test.each([
    { raw: 3_999, value: 0, status: exceeded },
    { raw: 4_000, value: 0, status: good },
    { raw: 20_000, value: 250, status: good },
    { raw: 20_001, value: 250, status: exceeded },
  ])('with a clamp makes $value of $raw', ({ raw, value, status }) => {
    const scaling = { ...LOOP, clamp: true };
    expect(sampleOf({ raw, rawType: 'uint16', scaling })).toMatchObject({ value, status });
  });

  test('may fall', () => {
    const scaling = { rawLow: 0, rawHigh: 100, low: 50, high: -50, clamp: true };
    const samples = [-1, 0, 25, 100, 101].map((raw) => sampleOf({ raw, scaling }));
    expect(samples.map(({ value }) => value)).toEqual([50, 50, 25, -50, -50]);
    expect(samples.map(({ status }) => status)).toEqual([exceeded, good, good, good, exceeded]);
  });

  test('keeps each status beside others in one response', () => {
    const scaling = { ...LOOP, clamp: true };
    const plan = planOf([
      { address: 0, rawType: 'uint16', scaling },
      { address: 1, rawType: 'uint16', scaling: LOOP },
      { address: 2, rawType: 'uint16', scale: 0.5 },
    ]);
    const registers = [30_000, 30_000, 30_000].flatMap((raw) => packNumber('uint16', 'ABCD', raw));
    const samples = decode(plan, registersResponse(Uint8Array.from(registers)));
    expect(
      samples
        .toSorted((one, other) => one.tag - other.tag)
        .map(({ value, status }) => [value, status]),
    ).toEqual([
      [250, exceeded],
      [406.25, good],
      [15_000, good],
    ]);
  });

  test.each([
    { title: 'NaN', raw: NaN, status: badSensorFailure },
    { title: 'infinity', raw: Infinity, status: badSensorFailure },
    { title: 'a null', raw: 25_000, status: badSensorFailure },
  ])('clamps no $title: it is no measurement', ({ raw, status }) => {
    const scaling = { ...LOOP, clamp: true };
    expect(sampleOf({ raw, scaling, nulls: [25_000] })).toMatchObject({ value: NaN, status });
  });

  test('that makes a finite number infinite is out of range, unless it clamps', () => {
    const scaling = { rawLow: 0, rawHigh: 1e-300, low: 0, high: 1e300 };
    expect(sampleOf({ raw: 1e300, scaling })).toMatchObject({ value: NaN, status: badOutOfRange });
    expect(sampleOf({ raw: 1e300, scaling: { ...scaling, clamp: true } })).toMatchObject({
      value: 1e300,
      status: exceeded,
    });
  });

  test('leaves an integer of 64 bits that a double does not hold Uncertain', () => {
    const scaling = { rawLow: 0, rawHigh: 2 ** 63, low: 0, high: 2 };
    const sample = sampleOf({ raw: 2 ** 62, rawType: 'int64', scaling });
    expect(sample).toMatchObject({ value: 1, status: uncertainDataSubNormal });
  });

  test('follows the exact line, keeps between its ends, and has them exact', () => {
    // Whole numbers, of which fractions are exact.
    const whole = fc.integer({ min: -100_000, max: 100_000 });
    const anyScaling = fc
      .record({ rawLow: whole, rawHigh: whole, low: whole, high: whole, clamp: fc.boolean() })
      .filter(({ rawLow, rawHigh, low, high }) => rawLow < rawHigh && low !== high);
    fc.assert(
      fc.property(anyScaling, whole, (scaling, raw) => {
        const { rawLow, rawHigh, low, high, clamp } = scaling;
        const { value, status } = sampleOf({ raw, scaling });
        const isBeside = raw < rawLow || raw > rawHigh;
        const counted = !clamp ? raw : Math.min(Math.max(raw, rawLow), rawHigh);
        // The value × the span of the raw range, in whole numbers.
        const exact = low * (rawHigh - rawLow) + (counted - rawLow) * (high - low);
        const distance = rawHigh - rawLow + Math.abs(counted - rawLow);
        const rounding = 1e-15 * (Math.abs(low) + Math.abs(high)) * distance;
        expect(Math.abs(value * (rawHigh - rawLow) - exact)).toBeLessThanOrEqual(rounding);
        expect(status).toBe(clamp && isBeside ? exceeded : good);
        const isWithin = value >= Math.min(low, high) && value <= Math.max(low, high);
        expect(isWithin || (isBeside && !clamp)).toBe(true);
        expect(sampleOf({ raw: rawLow, scaling }).value).toBe(low);
        expect(sampleOf({ raw: rawHigh, scaling }).value).toBe(high);
      }),
    );
  });
});
