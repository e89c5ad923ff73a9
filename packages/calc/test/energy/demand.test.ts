import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  capacitorForPowerFactor,
  demandFromRegister,
  energyOfPower,
  fixedWindowDemand,
  loadFactor,
  powerTriangle,
  slidingWindowDemand,
  threePhasePower,
} from '../../src/energy/index.ts';

const load = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 15, maxLength: 120 });

describe('demand', () => {
  test('is measured over windows that follow each other', () => {
    const { windowsKw, peakKw, peakIndex } = fixedWindowDemand({
      powersKw: [10, 20, 30, 40, 0, 0, 99],
      windowSamples: 2,
    });
    expect([...windowsKw]).toEqual([15, 35, 0]);
    expect([peakKw, peakIndex]).toEqual([35, 1]);
  });

  test('slides to a peak at least as high as that of fixed windows', () => {
    fc.assert(
      fc.property(load, (powersKw) => {
        const fixed = fixedWindowDemand({ powersKw, windowSamples: 15 });
        const sliding = slidingWindowDemand({ powersKw, windowSamples: 15 });
        expect(sliding.peakKw).toBeGreaterThanOrEqual(fixed.peakKw - 1e-9);
        expect(sliding.windowsKw).toHaveLength(powersKw.length - 14);
      }),
    );
  });

  test('slides over each window as its definition says', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 15 }), (powersKw, windowSamples) => {
        const { windowsKw } = slidingWindowDemand({ powersKw, windowSamples });
        windowsKw.forEach((power, start) => {
          const window = powersKw.slice(start, start + windowSamples);
          expect(power).toBeCloseTo(window.reduce((sum, x) => sum + x, 0) / windowSamples, 9);
        });
      }),
    );
  });

  test('of a window with a missing sample is missing, and only of that', () => {
    const powersKw = [1, 2, Number.NaN, 4, 5, 6];
    expect([...fixedWindowDemand({ powersKw, windowSamples: 3 }).windowsKw]).toEqual([
      Number.NaN,
      5,
    ]);
    expect([...slidingWindowDemand({ powersKw, windowSamples: 2 }).windowsKw]).toEqual([
      1.5,
      Number.NaN,
      Number.NaN,
      4.5,
      5.5,
    ]);
  });

  test('needs one whole window', () => {
    const found = fixedWindowDemand({ powersKw: [1, 2], windowSamples: 3 });
    expect(found.peakKw).toBeNaN();
    expect(found.issues[0]?.code).toBe('OUT_OF_DOMAIN');
    expect(slidingWindowDemand({ powersKw: [1, 2], windowSamples: 1.5 }).issues).not.toHaveLength(
      0,
    );
  });

  test('comes from a register across its rollover', () => {
    const found = demandFromRegister({
      readingsKwh: [99990, 99995, 10],
      intervalMinutes: 15,
      modulusKwh: 100000,
    });
    expect([...found.powersKw]).toEqual([20, 60]);
    expect(found.energyKwh).toBe(20);
  });

  test('of a register takes a fall far from the modulus for a reset', () => {
    const readingsKwh = [2600, 2636, 0, 40];
    const found = demandFromRegister({ readingsKwh, intervalMinutes: 60, modulusKwh: 16_777_216 });
    expect([...found.powersKw]).toEqual([36, 0, 40]);
    expect(found.energyKwh).toBe(76);
  });

  test('of a register is the mean over a reading that is left out', () => {
    const readingsKwh = [549.5, 0, 550.5, 551];
    const found = demandFromRegister({ readingsKwh, intervalMinutes: 60 });
    expect([...found.powersKw]).toEqual([0.5, 0.5, 0.5]);
    expect([found.energyKwh, [...found.leftOut]]).toEqual([1.5, [1]]);
    expect(found.issues[0]?.code).toBe('LEFT_OUT');
  });
});

describe('electric power', () => {
  test('is 500 kVA at 0.8 for 400 kW and 300 kvar', () => {
    expect(powerTriangle({ activeKw: 400, reactiveKvar: 300 })).toMatchObject({
      apparentKva: 500,
      powerFactor: 0.8,
    });
  });

  test('has no power factor without power', () => {
    expect(powerTriangle({ activeKw: 0, reactiveKvar: 0 }).issues[0]?.code).toBe('NO_SOLUTION');
  });

  test('reaches the power factor that the capacitor is for', () => {
    const factor = fc.double({ min: 0.3, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(
        factor,
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (presentPowerFactor, rise) => {
          const targetPowerFactor = presentPowerFactor + rise;
          const reactive = 100 * Math.tan(Math.acos(presentPowerFactor));
          const capacitor = capacitorForPowerFactor({
            activeKw: 100,
            presentPowerFactor,
            targetPowerFactor,
          });
          const after = powerTriangle({ activeKw: 100, reactiveKvar: reactive - capacitor.value });
          expect(after.powerFactor).toBeCloseTo(targetPowerFactor, 9);
        },
      ),
    );
  });

  test('does not take a capacitor to lower a power factor', () => {
    const found = capacitorForPowerFactor({
      activeKw: 100,
      presentPowerFactor: 0.95,
      targetPowerFactor: 0.9,
    });
    expect(found.value).toBeNaN();
    expect(found.issues[0]?.parameter).toBe('targetPowerFactor');
  });

  test('of three phases closes its triangle', () => {
    const { activeKw, reactiveKvar, apparentKva } = threePhasePower({
      lineVoltageV: 400,
      lineCurrentA: 120,
      powerFactor: 0.86,
    });
    expect(activeKw).toBeCloseTo(71.4990573364, 9);
    expect(Math.hypot(activeKw, reactiveKvar)).toBeCloseTo(apparentKva, 9);
  });

  test('adds up to energy over uneven times', () => {
    const samples = { timesS: [0, 900, 1800, 3600], powersKw: [100, 120, 80, 100] };
    expect(energyOfPower({ ...samples, shape: 'linear' }).value).toBeCloseTo(97.5, 12);
    expect(energyOfPower({ ...samples, shape: 'step' }).value).toBeCloseTo(95, 12);
  });
});

describe('loadFactor', () => {
  test('is 0.6 for 43200 kWh in 720 h at a peak of 100 kW', () => {
    expect(loadFactor({ energyKwh: 43200, peakKw: 100, hours: 720 }).value).toBeCloseTo(0.6, 15);
  });

  test('says when the peak is too low for the energy', () => {
    const found = loadFactor({ energyKwh: 110, peakKw: 10, hours: 10 });
    expect(found.value).toBeCloseTo(1.1, 12);
    expect(found.issues[0]?.code).toBe('EXTRAPOLATED');
  });
});
