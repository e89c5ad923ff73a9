import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  affinityLaws,
  effectivePlungerStroke,
  fluidLoadStretch,
  intakeFreeGas,
  millsAcceleration,
  millsLoads,
  pcpFlow,
  pcpPower,
  pcpTorque,
  plungerFluidLoad,
  plungerLiftCycle,
  plungerOvertravel,
  pumpFillage,
  pumpHead,
  pumpPower,
  pumpStages,
  rodPumpDisplacement,
  rodPumpGroups,
  rodPumpLoads,
  rodPumpPlungerStroke,
  rodPumpPower,
  rodPumpTorqueAdjustment,
  totalDynamicHead,
  tubingFrictionHead,
  turpinIndex,
} from '../../src/artificial-lift/index.ts';

describe('submersible pump', () => {
  test('lifts 2615 ft from 2748 to 3728 psi at gravity 0.865 (Guo), within 2.31 for 1/0.433', () => {
    const head = pumpHead({
      intakePressurePsi: 2748,
      dischargePressurePsi: 3728,
      fluidGravity: 0.865,
    });
    expect(head.value / 2615).toBeCloseTo(1, 2.5);
  });

  test('adds up lift, friction and wellhead pressure as head', () => {
    const tdh = totalDynamicHead({
      netLiftFt: 5200,
      frictionHeadFt: 210,
      wellheadPressurePsi: 150,
      fluidGravity: 0.92,
    });
    expect(tdh.value).toBeCloseTo(5786.63, 2);
  });

  test('has enough stages and not one too many', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 15_000, noNaN: true }),
        fc.double({ min: 5, max: 80, noNaN: true }),
        (totalHeadFt, headPerStageFt) => {
          const stages = pumpStages({ totalHeadFt, headPerStageFt }).value;
          expect(stages * headPerStageFt).toBeGreaterThanOrEqual(totalHeadFt * (1 - 1e-11));
          expect((stages - 1) * headPerStageFt).toBeLessThan(totalHeadFt);
        },
      ),
    );
    expect(pumpStages({ totalHeadFt: 3 * 0.1, headPerStageFt: 0.1 }).value).toBe(3);
  });

  test('takes the power that lifts the weight: 33 000 ft·lb a minute', () => {
    const power = pumpPower({
      rateBpd: 3000,
      headFt: 6500,
      fluidGravity: 0.95,
      pumpEfficiency: 0.62,
    });
    const weightPerMinute = (3000 * 42 * 8.34 * 0.95) / 1440;
    expect(power.hydraulicHp / ((weightPerMinute * 6500) / 33_000)).toBeCloseTo(1, 2.5);
    expect(power.brakeHp).toBeCloseTo(power.hydraulicHp / 0.62, 12);
  });

  test('comes back to its duty from any speed', () => {
    fc.assert(
      fc.property(fc.double({ min: 30, max: 90, noNaN: true }), (newFrequencyHz) => {
        const duty = { rateBpd: 3000, headFt: 6500, powerHp: 250 };
        const there = affinityLaws({ ...duty, frequencyHz: 60, newFrequencyHz });
        const back = affinityLaws({ ...there, frequencyHz: newFrequencyHz, newFrequencyHz: 60 });
        expect(back.rateBpd).toBeCloseTo(3000, 8);
        expect(back.headFt).toBeCloseTo(6500, 8);
        expect(back.powerHp).toBeCloseTo(250, 8);
        // Hydraulic power stays in step with the product of rate and head.
        const product = (there.rateBpd * there.headFt) / (3000 * 6500);
        expect(there.powerHp / 250).toBeCloseTo(product, 10);
      }),
    );
  });

  test('sees no free gas when all of it dissolves, and less behind a separator', () => {
    const well = {
      liquidRateStbd: 1000,
      waterCutFraction: 0.2,
      gorScfStb: 600,
      solutionGorScfStb: 200,
      oilFvf: 1.15,
      waterFvf: 1,
      gasFvf: 0.0085,
    };
    const open = intakeFreeGas(well);
    expect(open.liquidRbd).toBeCloseTo(800 * 1.15 + 200, 9);
    expect(open.freeGasRbd).toBeCloseTo((800 * 400 * 0.0085) / 5.6146, 1);
    const separated = intakeFreeGas({ ...well, separatorEfficiency: 0.9 });
    expect(separated.freeGasRbd).toBeCloseTo(0.1 * open.freeGasRbd, 9);
    expect(intakeFreeGas({ ...well, solutionGorScfStb: 700 }).freeGasFraction).toBe(0);
    expect(intakeFreeGas({ ...well, waterCutFraction: 2 }).issues[0]?.parameter).toBe(
      'waterCutFraction',
    );
  });

  test('is stable by Turpin while pressure holds the gas together', () => {
    const calm = turpinIndex({ gasLiquidVolumeRatio: 0.25, intakePressurePsia: 500 });
    expect(calm.index).toBeCloseTo(1 / 3, 12);
    expect(calm.isStable).toBe(true);
    expect(turpinIndex({ gasLiquidVolumeRatio: 0.5, intakePressurePsia: 300 }).isStable).toBe(
      false,
    );
    expect(turpinIndex({ gasLiquidVolumeRatio: -1, intakePressurePsia: 300 }).isStable).toBe(false);
  });

  test('loses more head in old pipe, with the 1.85th power of the rate', () => {
    const pipe = { rateBpd: 1000, tubingIdIn: 2.441 };
    const fresh = tubingFrictionHead(pipe).value;
    expect(tubingFrictionHead({ ...pipe, roughnessCoefficient: 94 }).value).toBeGreaterThan(fresh);
    expect(tubingFrictionHead({ ...pipe, rateBpd: 2000 }).value / fresh).toBeCloseTo(2 ** 1.85, 10);
  });

  test.each([
    ['a pump of no efficiency', { pumpEfficiency: 0 }, 'pumpEfficiency'],
    ['a pump of more than its power', { pumpEfficiency: 1.1 }, 'pumpEfficiency'],
    ['a negative rate', { rateBpd: -1 }, 'rateBpd'],
  ])('refuses %s', (_, change, parameter) => {
    const duty = { rateBpd: 100, headFt: 100, fluidGravity: 1, pumpEfficiency: 0.5, ...change };
    expect(pumpPower(duty).brakeHp).toBeNaN();
    expect(pumpPower(duty).issues[0]?.parameter).toBe(parameter);
  });
});

describe('rod pump by API RP 11L', () => {
  const well = {
    pumpDepthFt: 5000,
    fluidLevelFt: 4500,
    strokeIn: 54,
    strokesPerMinute: 16,
    plungerDiameterIn: 1.5,
    fluidGravity: 0.9,
    rodWeightLbFt: 1.833,
    rodElasticInLbFt: 0.804e-6,
    frequencyFactor: 1.082,
  };

  test('has the groups of the sample problem of RP 11L', () => {
    const groups = rodPumpGroups(well);
    expect(groups.fluidLoadLb).toBeCloseTo(3098, 0);
    expect(groups.fluidLoadRatio).toBeCloseTo(0.231, 3);
    expect(groups.speedRatio).toBeCloseTo(0.3265, 4);
    expect(groups.taperedSpeedRatio).toBeCloseTo(0.302, 3);
    const { fluidLoadLb } = groups;
    expect(plungerFluidLoad(well).value).toBeCloseTo(fluidLoadLb, 9);
  });

  test('has the loads of the sample problem of RP 11L', () => {
    const loads = rodPumpLoads({
      ...rodPumpGroups(well),
      strokeIn: 54,
      strokesPerMinute: 16,
      peakLoadRatio: 0.465,
      minLoadRatio: 0.213,
      torqueRatio: 0.37,
      powerRatio: 0.29,
      torqueAdjustment: 0.997,
    });
    expect(loads.peakPolishedRodLoadLb / 14_356).toBeCloseTo(1, 3.5);
    expect(loads.minPolishedRodLoadLb / 5248).toBeCloseTo(1, 3.5);
    expect(loads.peakTorqueInLb / 133_793).toBeCloseTo(1, 3.5);
    expect(loads.polishedRodHp).toBeCloseTo(8.5, 1);
    expect(loads.counterbalanceLb / 10_239).toBeCloseTo(1, 3.5);
  });

  test('needs no torque adjustment at Wrf/Skr of 0.3', () => {
    const at = (buoyantRodWeightLb: number) =>
      rodPumpTorqueAdjustment({ chartPercent: -1, buoyantRodWeightLb, strokeStiffnessLb: 10_000 })
        .value;
    expect(at(3000)).toBeCloseTo(1, 12);
    expect(at(6000)).toBeCloseTo(0.97, 12);
  });

  test('loses the stretch of free tubing from its stroke, down to none', () => {
    const chart = { strokeRatio: 0.86, strokeIn: 54, fluidLoadLb: 3098, pumpDepthFt: 5000 };
    expect(rodPumpPlungerStroke(chart).value).toBeCloseTo(46.44, 10);
    const free = rodPumpPlungerStroke({ ...chart, tubingElasticInLbFt: 0.307e-6 });
    expect(free.value).toBeCloseTo(46.44 - 3098 * 0.307e-6 * 5000, 9);
    const soft = rodPumpPlungerStroke({ ...chart, tubingElasticInLbFt: 1e-5 });
    expect(soft.value).toBeNaN();
    expect(soft.issues[0]?.code).toBe('NO_SOLUTION');
  });

  test('refuses a fluid level below the pump', () => {
    const drowned = rodPumpGroups({ ...well, fluidLevelFt: 6000 });
    expect(drowned.fluidLoadLb).toBeNaN();
    expect(drowned.issues[0]?.parameter).toBe('fluidLevelFt');
  });
});

describe('rod pump by Mills', () => {
  const unit = { strokeIn: 54, strokesPerMinute: 16 };

  test('has the acceleration of harmonic motion, half the stroke times ω² over g', () => {
    const omega = (2 * Math.PI * 16) / 60;
    const harmonic = ((54 / 2 / 12) * omega ** 2) / 32.174;
    expect(millsAcceleration(unit).value / harmonic).toBeCloseTo(1, 2);
  });

  test('balances its unit when both torques are alike', () => {
    const loads = millsLoads({ ...unit, fluidLoadLb: 4000, rodWeightLb: 9000, fluidGravity: 0.9 });
    const up = loads.peakPolishedRodLoadLb - loads.counterbalanceLb;
    const down = loads.counterbalanceLb - loads.minPolishedRodLoadLb;
    expect(up).toBeCloseTo(down, 9);
    expect(loads.peakTorqueInLb).toBeCloseTo(up * 27, 9);
  });

  test('displaces the cylinder that its plunger sweeps', () => {
    const pump = { plungerStrokeIn: 41.7, strokesPerMinute: 16, plungerDiameterIn: 1.5 };
    const swept = ((Math.PI / 4) * 1.5 ** 2 * 41.7 * 16 * 1440) / 9702;
    const displacementBpd = rodPumpDisplacement(pump).value;
    expect(displacementBpd / swept).toBeCloseTo(1, 3);
    const half = rodPumpDisplacement({ ...pump, volumetricEfficiency: 0.5 }).value;
    expect(half).toBeCloseTo(displacementBpd / 2, 12);
    expect(rodPumpDisplacement({ ...pump, strokesPerMinute: 0 }).value).toBe(0);
  });

  test('strokes by its stroke and overtravel less the stretches of Hooke', () => {
    const stretch = fluidLoadStretch({
      fluidGravity: 0.9,
      fluidLevelFt: 4500,
      plungerAreaIn2: 1.767,
      pumpDepthFt: 5000,
      steelAreaIn2: 0.442,
    }).value;
    const load = 0.433 * 0.9 * 4500 * 1.767;
    expect(stretch / ((load * 5000 * 12) / (30e6 * 0.442))).toBeCloseTo(1, 2.5);
    const overtravelIn = plungerOvertravel({ pumpDepthFt: 5000, accelerationFactor: 0.2 }).value;
    expect(overtravelIn).toBeCloseTo(6.8, 10);
    const strokes = { strokeIn: 54, overtravelIn, rodStretchIn: stretch, tubingStretchIn: 0 };
    expect(effectivePlungerStroke(strokes).value).toBeCloseTo(60.8 - stretch, 9);
    expect(effectivePlungerStroke({ ...strokes, rodStretchIn: 70 }).issues[0]?.code).toBe(
      'NO_SOLUTION',
    );
  });

  test('is filled wholly at most, and not beyond', () => {
    expect(pumpFillage({ netStrokeIn: 30, grossStrokeIn: 40 }).value).toBe(0.75);
    expect(pumpFillage({ netStrokeIn: 41, grossStrokeIn: 40 }).value).toBeNaN();
  });

  test('takes the hydraulic power of the liquid lifted and half as much again', () => {
    const power = rodPumpPower({
      ...unit,
      rateBpd: 300,
      fluidGravity: 0.9,
      netLiftFt: 4500,
      rodWeightLb: 9000,
    });
    const pump = pumpPower({ rateBpd: 300, headFt: 4500, fluidGravity: 0.9, pumpEfficiency: 1 });
    expect(power.hydraulicHp / pump.hydraulicHp).toBeCloseTo(1, 2.5);
    expect(power.primeMoverHp).toBeCloseTo(1.5 * (power.hydraulicHp + power.frictionHp), 12);
  });
});

describe('progressing cavity pump', () => {
  const pump = { eccentricityIn: 0.5, rotorDiameterIn: 2, statorPitchIn: 12, speedRpm: 300 };

  test('gives 4 e D P for each turn', () => {
    const flow = pcpFlow({ ...pump, volumetricEfficiency: 0.85 });
    expect(flow.displacementIn3).toBe(48);
    expect(flow.theoreticalRateBpd).toBeCloseTo((48 * 300 * 1440) / 9702, 9);
    expect(flow.rateBpd).toBeCloseTo(0.85 * flow.theoreticalRateBpd, 9);
  });

  test('turns torque and speed into the power that it gives to the fluid', () => {
    const { displacementIn3, rateBpd } = pcpFlow(pump);
    const torque = pcpTorque({ displacementIn3, pressureRisePsi: 1200 }).value;
    const shaftHp = (torque * 2 * Math.PI * 300) / 33_000;
    expect(shaftHp).toBeCloseTo(pcpPower({ rateBpd, pressureRisePsi: 1200 }).hydraulicHp, 9);
  });

  test('refuses an efficiency above one', () => {
    expect(pcpFlow({ ...pump, volumetricEfficiency: 1.2 }).rateBpd).toBeNaN();
    const power = pcpPower({ rateBpd: 400, pressureRisePsi: 1200, efficiency: 0 });
    expect(power.shaftHp).toBeNaN();
    expect(power.issues[0]?.parameter).toBe('efficiency');
  });
});

describe('plunger lift', () => {
  const well = {
    depthFt: 7000,
    tubingOdIn: 2.375,
    tubingIdIn: 1.995,
    casingIdIn: 4.56,
    plungerWeightLb: 10,
    linePressurePsig: 100,
    slugVolumeBbl: 1,
    temperatureF: 140,
    zFactor: 0.99,
  };

  test('needs the casing pressure that Foss and Gaul write down', () => {
    const area = (Math.PI / 4) * 1.995 ** 2;
    const byHand = (10 / area + 14.7 + 100 + 165) * (1 + 7000 / 33_500);
    const cycle = plungerLiftCycle(well);
    expect(cycle.minCasingPressurePsia).toBeCloseTo(byHand, 9);
    expect(cycle.issues).toEqual([]);
  });

  test('expands its gas from the annulus into annulus and tubing', () => {
    const { minCasingPressurePsia, maxCasingPressurePsia, averageCasingPressurePsia } =
      plungerLiftCycle(well);
    const tubing = 1.995 ** 2;
    const annulus = 4.56 ** 2 - 2.375 ** 2;
    expect(maxCasingPressurePsia * annulus).toBeCloseTo(
      minCasingPressurePsia * (annulus + tubing),
      6,
    );
    expect(averageCasingPressurePsia).toBeCloseTo(
      (maxCasingPressurePsia + minCasingPressurePsia) / 2,
      9,
    );
  });

  test('needs no more gas for a barrel from a larger slug, and fewer cycles', () => {
    const one = plungerLiftCycle(well);
    const two = plungerLiftCycle({ ...well, slugVolumeBbl: 2 });
    expect(two.gasLiquidRatioScfBbl).toBeLessThan(one.gasLiquidRatioScfBbl);
    expect(two.cyclesPerDayMax).toBeLessThan(one.cyclesPerDayMax);
    expect(one.liquidRateMaxBpd).toBe(one.cyclesPerDayMax);
  });

  test('says that it takes the nearest tubing for an unknown size', () => {
    const odd = plungerLiftCycle({ ...well, tubingOdIn: 2.6 });
    expect(odd.minCasingPressurePsia).toBeGreaterThan(0);
    expect(odd.issues).toMatchObject([{ code: 'EXTRAPOLATED', parameter: 'tubingOdIn' }]);
  });

  test('refuses a slug longer than the tubing, and tubing wider than the casing', () => {
    expect(plungerLiftCycle({ ...well, slugVolumeBbl: 40 }).gasPerCycleMscf).toBeNaN();
    expect(plungerLiftCycle({ ...well, casingIdIn: 2 }).issues[0]?.parameter).toBe('casingIdIn');
  });
});
