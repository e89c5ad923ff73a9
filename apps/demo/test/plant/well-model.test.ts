import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inflowRate,
  motorCurrent,
  rateAtTubingPressure,
  rateThroughChoke,
  tubingPressure,
} from '../../src/plant/rate-through-choke.ts';
import { WELL_STEP_MS, WellModel } from '../../src/plant/well-model.ts';
import type { WellReading } from '../../src/plant/well-reading.ts';
import { encodeWellRegisters } from '../../src/plant/encode-well-registers.ts';
import { WELLS } from '../../src/plant/wells.ts';

const STEPS_PER_SECOND = 1000 / WELL_STEP_MS;
const wells = fc.constantFrom(...WELLS);

/** Readings of a well from the start on, `seconds` long. */
function readingsOf({ seed = 1, well = WELLS[0]!, seconds = 600 }): WellReading[] {
  const model = new WellModel({ seed, well });
  return Array.from({ length: seconds * STEPS_PER_SECOND }, (_, step) => model.advanceTo(step));
}

describe('well hydraulics', () => {
  test("follows Vogel's curve: half the reservoir pressure gives 70 % of the open flow", () => {
    const { design } = WELLS[0]!;
    expect(inflowRate(design, 0)).toBe(design.openFlowBpd);
    expect(inflowRate(design, design.reservoirPressurePsi / 2)).toBeCloseTo(
      0.7 * design.openFlowBpd,
    );
    expect(inflowRate(design, design.reservoirPressurePsi)).toBeCloseTo(0);
    expect(inflowRate(design, 2 * design.reservoirPressurePsi)).toBeCloseTo(0);
  });

  test('gives less rate at a higher tubing pressure', () => {
    fc.assert(
      fc.property(
        wells,
        fc.double({ min: 50, max: 600, noNaN: true }),
        fc.double({ min: 10, max: 200, noNaN: true }),
        fc.double({ min: 45, max: 62, noNaN: true }),
        ({ design }, tubingPressurePsi, morePsi, pumpFrequencyHz) => {
          const rate = rateAtTubingPressure(design, { tubingPressurePsi, pumpFrequencyHz });
          const throttled = rateAtTubingPressure(design, {
            tubingPressurePsi: tubingPressurePsi + morePsi,
            pumpFrequencyHz,
          });
          expect(throttled).toBeLessThan(rate);
        },
      ),
    );
  });

  test.each(WELLS)('is at a believable working point: $name', ({ design }) => {
    const at = { chokePercent: design.chokePercent, flowlinePressurePsi: 150 };
    const rate = rateThroughChoke(design, { ...at, pumpFrequencyHz: design.frequencyHz });
    const tubing = tubingPressure(design, { rateBpd: rate, ...at });
    expect(rate).toBeGreaterThan(500);
    expect(rate).toBeLessThan(2500);
    expect(tubing).toBeGreaterThan(200);
    expect(tubing).toBeLessThan(400);
    const current = motorCurrent(design, design.frequencyHz, rate);
    expect(current / design.ratedCurrentA).toBeGreaterThan(0.6);
    expect(current / design.ratedCurrentA).toBeLessThan(1);
  });

  test.each(WELLS)('gives little or nothing without its pump: $name', ({ design }) => {
    const at = { chokePercent: design.chokePercent, flowlinePressurePsi: 150 };
    const pumped = rateThroughChoke(design, { ...at, pumpFrequencyHz: design.frequencyHz });
    const natural = rateThroughChoke(design, { ...at, pumpFrequencyHz: 0 });
    expect(natural).toBeLessThan(0.1 * pumped);
  });
});

describe('WellModel', () => {
  test('gives the same readings for the same seed, whatever steps are asked for', () => {
    const all = readingsOf({ seed: 5, seconds: 120 });
    const model = new WellModel({ seed: 5, well: WELLS[0]! });
    for (const step of [0, 1, 17, 18, 250, 479]) expect(model.advanceTo(step)).toEqual(all[step]);
  });

  test('gives other readings for another seed or another well', () => {
    const [reading] = readingsOf({ seed: 5, seconds: 1 });
    expect(readingsOf({ seed: 6, seconds: 1 })[0]).not.toEqual(reading);
    expect(readingsOf({ seed: 5, seconds: 1, well: WELLS[1]! })[0]).not.toEqual(reading);
  });

  test('never shows a negative or infinite quantity', () => {
    for (const well of WELLS) {
      for (const reading of readingsOf({ seed: 2, well, seconds: 1_200 })) {
        for (const value of Object.values(reading)) expect(Number(value)).toBeGreaterThanOrEqual(0);
        expect(Object.values(reading).every((value) => Number.isFinite(Number(value)))).toBe(true);
      }
    }
  });

  test.each(WELLS)('lets the rates fall and the casing pressure build in a trip: $name', (well) => {
    const readings = readingsOf({ well, seconds: 500 });
    const tripAt = readings.findIndex((reading) => reading.pumpTripped);
    const restartAt = readings.findIndex((reading, i) => i > tripAt && !reading.pumpTripped);
    const [before, last, later] = [
      tripAt - 1,
      restartAt - 1,
      restartAt + 60 * STEPS_PER_SECOND,
    ].map((step) => readings[step]!) as [WellReading, WellReading, WellReading];

    expect(last.pumpFrequencyHz).toBe(0);
    expect(last.motorCurrentA).toBe(0);
    expect(last.pumpRunning).toBe(false);
    expect(last.oilRateBpd).toBeLessThan(0.2 * before.oilRateBpd);
    expect(last.waterRateBpd).toBeLessThan(0.2 * before.waterRateBpd);
    expect(last.casingPressurePsi).toBeGreaterThan(before.casingPressurePsi + 80);
    expect(last.runningSeconds).toBe(readings[tripAt]!.runningSeconds);

    expect(later.pumpStarts).toBe(before.pumpStarts + 1);
    expect(later.oilRateBpd).toBeGreaterThan(0.8 * before.oilRateBpd);
    expect(later.casingPressurePsi).toBeLessThan(last.casingPressurePsi);
  });

  test('freezes a sensor now and then, for more than ten seconds', () => {
    const readings = readingsOf({ seconds: 300 });
    const longestStandstill = (value: (reading: WellReading) => number) => {
      let [length, longest] = [0, 0];
      for (const [i, reading] of readings.entries()) {
        length = i > 0 && value(reading) === value(readings[i - 1]!) ? length + 1 : 0;
        longest = Math.max(longest, length);
      }
      return longest / STEPS_PER_SECOND;
    };
    const standstills = [
      longestStandstill((reading) => reading.tubingPressurePsi),
      longestStandstill((reading) => reading.wellheadTemperatureDegF),
      longestStandstill((reading) => reading.gasRateMscfd),
    ];
    expect(Math.max(...standstills)).toBeGreaterThan(10);
    expect(longestStandstill((reading) => reading.flowlinePressurePsi)).toBeLessThan(1);
  });
});

describe('encodeWellRegisters', () => {
  test('packs floats in order ABCD, the status word and the counters', () => {
    const registers = encodeWellRegisters({
      tubingPressurePsi: 1.5,
      casingPressurePsi: 0,
      flowlinePressurePsi: 0,
      wellheadTemperatureDegF: 0,
      chokePercent: 0,
      oilRateBpd: 0,
      gasRateMscfd: 0,
      waterRateBpd: 0,
      pumpFrequencyHz: 0,
      motorCurrentA: -2,
      pumpRunning: true,
      pumpTripped: false,
      remoteControl: true,
      casingPressureHigh: true,
      pumpStarts: 41,
      runningSeconds: 0x0123_4567,
    });
    const expected = new Uint16Array(24);
    expected.set([0x3fc0, 0x0000], 0);
    expected.set([0xc000, 0x0000, 0b1101, 41, 0x0123, 0x4567], 18);
    expect(registers).toEqual(expected);
  });
});
