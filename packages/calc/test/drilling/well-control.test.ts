import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kickInflux,
  kickTolerance,
  killPressureSchedule,
  killSheet,
} from '../../src/drilling/index.ts';

describe('a kill sheet', () => {
  const kick = { mudWeightPpg: 9.6, sidppPsi: 480, tvdFt: 10_000, slowPumpPressurePsi: 1000 };

  test('is that of the example of Lapeyrouse', () => {
    const sheet = killSheet(kick);
    expect(sheet.killMudWeightPpg).toBeCloseTo(10.5, 1);
    expect(sheet.initialCirculatingPressurePsi).toBe(1480);
    expect(sheet.finalCirculatingPressurePsi).toBeCloseTo(1096, 0);
  });

  test('balances the formation with the kill mud alone', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.double({ min: 1000, max: 25_000, noNaN: true }),
        (sidppPsi, tvdFt) => {
          const sheet = killSheet({ ...kick, sidppPsi, tvdFt });
          expect(0.052 * sheet.killMudWeightPpg * tvdFt).toBeCloseTo(sheet.formationPressurePsi, 6);
        },
      ),
    );
  });

  test('steps the pressure down in equal steps from the first to the last', () => {
    const schedule = killPressureSchedule({
      initialCirculatingPressurePsi: 1480,
      finalCirculatingPressurePsi: 1080,
      surfaceToBitStrokes: 1000,
      stepCount: 4,
    });
    expect([...schedule.strokes]).toEqual([0, 250, 500, 750, 1000]);
    expect([...schedule.pressurePsi]).toEqual([1480, 1380, 1280, 1180, 1080]);
  });

  test('without a depth has no numbers', () => {
    const sheet = killSheet({ ...kick, tvdFt: 0 });
    expect(sheet.killMudWeightPpg).toBeNaN();
    expect(sheet.finalCirculatingPressurePsi).toBeNaN();
    expect(sheet.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'tvdFt' }]);
    const none = killPressureSchedule({
      initialCirculatingPressurePsi: 1480,
      finalCirculatingPressurePsi: 1080,
      surfaceToBitStrokes: 0,
    });
    expect([none.strokes.length, none.issues[0]?.parameter]).toEqual([0, 'surfaceToBitStrokes']);
  });
});

describe('an influx', () => {
  const kick = {
    mudWeightPpg: 9.6,
    sicpPsi: 600,
    sidppPsi: 480,
    pitGainBbl: 40,
    annularCapacityBblPerFt: 0.0836,
  };

  test('explains the difference of the shut-in pressures', () => {
    const { heightFt, gradientPsiFt, issues } = kickInflux(kick);
    expect(heightFt * (0.052 * 9.6 - gradientPsiFt)).toBeCloseTo(120, 9);
    expect(issues).toEqual([]);
  });

  test('lighter than nothing is a reason to doubt the data', () => {
    const { gradientPsiFt, issues } = kickInflux({ ...kick, pitGainBbl: 20 });
    expect(gradientPsiFt).toBeLessThan(0);
    expect(issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'gradientPsiFt' }]);
  });

  test('with less pressure in the casing than in the string is refused', () => {
    expect(kickInflux({ ...kick, sicpPsi: 400 }).issues[0]?.parameter).toBe('sicpPsi');
  });
});

describe('kick tolerance', () => {
  const well = {
    fractureEmwPpg: 15.5,
    mudWeightPpg: 11,
    poreEmwPpg: 11.5,
    shoeTvdFt: 8000,
    totalDepthTvdFt: 12_000,
    influxGradientPsiFt: 0.1,
    bottomCapacityBblPerFt: 0.0459,
    shoeCapacityBblPerFt: 0.0459,
  };

  /** Pressure at the shoe, walked up from the bottom foot by foot. */
  function shoePressure(heightFt: number, top: 'bottom' | 'shoe'): number {
    let pressure = 0.052 * well.poreEmwPpg * well.totalDepthTvdFt;
    for (let up = 0; up < 4000; up++) {
      const inInflux = top === 'bottom' ? up < heightFt : up >= 4000 - heightFt;
      pressure -= inInflux ? well.influxGradientPsiFt : 0.052 * well.mudWeightPpg;
    }
    return pressure;
  }

  test('is the height at which the shoe just holds, wherever the influx is', () => {
    const { maxHeightFt } = kickTolerance(well);
    const fracture = 0.052 * well.fractureEmwPpg * well.shoeTvdFt;
    expect(Math.abs(shoePressure(maxHeightFt, 'bottom') - fracture)).toBeLessThan(0.5);
    expect(Math.abs(shoePressure(maxHeightFt, 'shoe') - fracture)).toBeLessThan(0.5);
  });

  test('is bounded by the gas when it has come up to the shoe, unless the bottom annulus is narrow', () => {
    const wide = kickTolerance(well);
    expect(wide.kickToleranceBbl).toBe(wide.shoeVolumeAtBottomBbl);
    const narrow = kickTolerance({ ...well, bottomCapacityBblPerFt: 0.02 });
    expect(narrow.kickToleranceBbl).toBe(narrow.bottomVolumeBbl);
  });

  test('shrinks with pore pressure until the shoe breaks without a kick', () => {
    fc.assert(
      fc.property(fc.double({ min: 11, max: 11.9, noNaN: true }), (poreEmwPpg) => {
        const less = kickTolerance({ ...well, poreEmwPpg: poreEmwPpg + 0.01 });
        const more = kickTolerance({ ...well, poreEmwPpg });
        expect(less.kickToleranceBbl).toBeLessThan(more.kickToleranceBbl);
      }),
    );
    expect(kickTolerance({ ...well, poreEmwPpg: 14.5 }).issues[0]?.code).toBe('NO_SOLUTION');
  });

  test('higher than the open hole is told', () => {
    const strong = kickTolerance({ ...well, fractureEmwPpg: 18 });
    expect(strong.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'maxHeightFt' }]);
  });
});
