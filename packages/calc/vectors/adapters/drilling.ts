import {
  annularCapacity,
  annularVelocity,
  apiPowerLawRheology,
  bhaWeight,
  binghamRheology,
  bitHydraulicPower,
  bitPressureDrop,
  buoyancyFactor,
  capstanForce,
  casingBodyYield,
  casingBurstPressure,
  casingCollapsePressure,
  closestApproach,
  correctedDrillingExponent,
  drillingExponent,
  duplexPumpOutput,
  equivalentCirculatingDensity,
  equivalentMudWeight,
  herschelBulkleyRheology,
  hookLoad,
  interpolatePath,
  jetImpactForce,
  kickInflux,
  kickTolerance,
  killSheet,
  leakOffEquivalentMudWeight,
  maximumAllowableAnnularSurfacePressure,
  mechanicalSpecificEnergy,
  minimumCurvaturePath,
  minimumCurvatureStep,
  mudAnnulusLoss,
  mudHydrostaticPressure,
  mudPipeLoss,
  mudPressureGradient,
  nozzleFlowArea,
  nozzleVelocity,
  powerLawRheology,
  pumpStrokes,
  type MudFlow,
  type MudRheology,
  type SurveyCourse,
  type SurveyMethod,
  softStringStep,
  straightStringForces,
  surgeAndSwab,
  surveyStep,
  torqueAndDrag,
  triplexPumpOutput,
  verticalSection,
  wellTortuosity,
} from '../../src/drilling/index.ts';
import type { VectorAdapter, VectorFunction, VectorOutputs, VectorReader } from '../adapter.ts';
import { columnInField, inField, isMetric, perUnit } from './drilling-units.ts';

const mudWeight = (r: VectorReader): number => inField(r, 'mud_weight', 'ppg');
const length = (r: VectorReader): number => inField(r, 'length', 'ft');
const rate = (r: VectorReader): number => inField(r, 'q', 'gpm');
const named = (r: VectorReader, ...names: readonly string[]): string =>
  names.find((name) => r.has(name)) ?? names[0]!;

const hole = (r: VectorReader): { holeDiameterIn: number; pipeDiameterIn: number } => ({
  holeDiameterIn: inField(r, named(r, 'd_hole', 'hole_id'), 'in'),
  pipeDiameterIn: inField(r, named(r, 'd_pipe', 'd_pipe_od', 'od'), 'in', 0),
});
const bore = (r: VectorReader): { insideDiameterIn: number } => ({
  insideDiameterIn: inField(r, named(r, 'd', 'd_pipe_id', 'id'), 'in'),
});
const dials = (r: VectorReader): { dial600: number; dial300: number } => ({
  dial600: r.number('theta600'),
  dial300: r.number('theta300'),
});
const slowDials = (
  r: VectorReader,
): { dial600: number; dial300: number; dial6: number; dial3: number } => ({
  ...dials(r),
  dial6: r.number('theta6'),
  dial3: r.number('theta3'),
});

function binghamMud(r: VectorReader) {
  if (!r.has('pv')) return binghamRheology(dials(r));
  return {
    model: 'bingham' as const,
    plasticViscosityCp: inField(r, 'pv', 'cP'),
    yieldPointLbfPer100Ft2: inField(r, 'yp', 'lbf/100ft2', 0),
  };
}

function powerLawMud(r: VectorReader) {
  return r.has('n')
    ? { model: 'powerLaw' as const, flowIndex: r.number('n'), consistencyEqCp: r.number('K') }
    : powerLawRheology(dials(r));
}

const stream = (r: VectorReader) => ({ flowRateGpm: rate(r), lengthFt: length(r) });

type Where = 'annulus' | 'pipe';

const loss = (
  r: VectorReader,
  where: Where,
  rheology: MudRheology,
  weight = mudWeight(r),
): MudFlow =>
  where === 'pipe'
    ? mudPipeLoss({ rheology, ...stream(r), mudWeightPpg: weight, ...bore(r) })
    : mudAnnulusLoss({ rheology, ...stream(r), mudWeightPpg: weight, ...hole(r) });

// Laminar whatever the rate: mud without weight.
const laminar =
  (where: Where, mud: 'bingham' | 'powerLaw'): VectorFunction =>
  (r) => {
    const rheology = mud === 'bingham' ? binghamMud(r) : powerLawMud(r);
    const flow = loss(r, where, rheology, 0);
    return {
      ...('flowIndex' in rheology ? { n: rheology.flowIndex, K: rheology.consistencyEqCp } : {}),
      v: flow.velocityFtS,
      dp: flow.pressureLossPsi,
    };
  };

const turbulentBlasius =
  (where: Where): VectorFunction =>
  (r) => {
    const plasticViscosityCp = inField(r, named(r, 'pv', 'viscosity', 'mu'), 'cP');
    const flow = loss(r, where, {
      model: 'bingham',
      plasticViscosityCp,
      yieldPointLbfPer100Ft2: 0,
    });
    return { v: flow.velocityFtS, reynolds: flow.reynoldsNumber, dp: flow.pressureLossPsi };
  };

const herschelBulkley =
  (where: Where): VectorFunction =>
  (r) => {
    const rheology = herschelBulkleyRheology(slowDials(r));
    const flow = loss(r, where, rheology);
    return {
      tau_y: rheology.yieldStressDial,
      n: rheology.flowIndex,
      k: rheology.consistencyDialSn,
      v: flow.velocityFtS,
      Re_G: flow.reynoldsNumber,
      dp: flow.pressureLossPsi,
    };
  };

function apiPowerLaw(r: VectorReader): VectorOutputs {
  const rheology = apiPowerLawRheology({
    ...dials(r),
    dial3: r.number('theta3'),
    ...(r.has('theta100') ? { dial100: r.number('theta100') } : {}),
  });
  const inside = r.has('q') ? loss(r, 'pipe', rheology) : undefined;
  const outside = r.has('q') ? loss(r, 'annulus', rheology) : undefined;
  return {
    n_p: rheology.pipeFlowIndex,
    K_p: rheology.pipeConsistencyDynSnPerCm2,
    n_a: rheology.annulusFlowIndex,
    K_a: rheology.annulusConsistencyDynSnPerCm2,
    Re_p: inside?.reynoldsNumber,
    Re_a: outside?.reynoldsNumber,
    dp_pipe: inside?.pressureLossPsi,
    dp_ann: outside?.pressureLossPsi,
  };
}

const regimeLoss =
  (where: Where, mud: 'bingham' | 'powerLaw'): VectorFunction =>
  (r) => {
    const rheology = mud === 'bingham' ? binghamMud(r) : powerLawMud(r);
    const flow = loss(r, where, rheology);
    return {
      v: flow.velocityFtS,
      reynolds: flow.reynoldsNumber,
      regime: flow.regime,
      dp: flow.pressureLossPsi,
    };
  };

/** Pressure in bar when the depth is in metres. */
const pressureLike = (r: VectorReader, name: string, psi: number): number =>
  isMetric(r, name) ? psi / perUnit('bar', 'psi') : psi;

const surgeSwab: VectorFunction = (r) => {
  const lengthFt = inField(r, named(r, 'length', 'tvd'), 'ft');
  const result = surgeAndSwab({
    ...hole(r),
    rheology:
      r.has('theta3') && r.has('theta6')
        ? herschelBulkleyRheology(slowDials(r))
        : r.has('pv')
          ? binghamMud(r)
          : powerLawMud(r),
    mudWeightPpg: mudWeight(r),
    pipeSpeedFtPerMin: inField(r, named(r, 'v_pipe', 'pipe_speed', 'pipe_velocity'), 'ft/min'),
    lengthFt,
    tvdFt: inField(r, 'tvd', 'ft', lengthFt),
    openInsideDiameterIn: inField(r, named(r, 'd_pipe_id', 'd_open'), 'in', 0),
    clingingConstant: r.number(named(r, 'clinging_constant', 'clinging'), 0.45),
  });
  return {
    v: result.mudVelocityFtPerMin,
    dp: result.pressurePsi,
    emw_surge: result.surgeEmwPpg,
    emw_swab: result.swabEmwPpg,
    surge_emw: result.surgeEmwPpg,
    swab_emw: result.swabEmwPpg,
  };
};

const course = (r: VectorReader): SurveyCourse => ({
  upper: {
    measuredDepthFt: inField(r, 'md1', 'ft'),
    inclinationDeg: inField(r, 'inc1', 'deg'),
    azimuthDeg: inField(r, 'azi1', 'deg'),
  },
  lower: {
    measuredDepthFt: inField(r, 'md2', 'ft'),
    inclinationDeg: inField(r, 'inc2', 'deg'),
    azimuthDeg: inField(r, 'azi2', 'deg'),
  },
});

const older =
  (method: SurveyMethod): VectorFunction =>
  (r) => {
    const step = surveyStep({ ...course(r), method });
    const unit = perUnit(r.unit('md1'), 'ft');
    return { dN: step.northFt / unit, dE: step.eastFt / unit, dTVD: step.tvdFt / unit };
  };

const minimumCurvature: VectorFunction = (r) => {
  const step = minimumCurvatureStep(course(r));
  const unit = perUnit(r.unit('md1'), 'ft');
  return {
    dogleg: step.doglegDeg,
    ratio_factor: step.ratioFactor,
    dN: step.northFt / unit,
    dE: step.eastFt / unit,
    dTVD: step.tvdFt / unit,
    // Metric severities are for each 30 m.
    dls: step.doglegSeverityDegPer100Ft * (isMetric(r, 'md1') ? 30 / 30.48 : 1),
  };
};

function wellPath(r: VectorReader, suffix = '') {
  return minimumCurvaturePath({
    measuredDepthFt: columnInField(r, `md${suffix}`, 'ft'),
    inclinationDeg: columnInField(r, `inc${suffix}`, 'deg'),
    azimuthDeg: columnInField(r, `azi${suffix}`, 'deg'),
    startNorthFt: inField(r, `start_N${suffix}`, 'ft', 0),
    startEastFt: inField(r, `start_E${suffix}`, 'ft', 0),
    startTvdFt: inField(r, `start_TVD${suffix}`, 'ft', 0),
  });
}

const minimumCurvatureWell: VectorFunction = (r) => {
  const path = wellPath(r);
  const unit = perUnit(r.unit('md'), 'ft');
  const [N, E, TVD] = [path.northFt, path.eastFt, path.tvdFt].map((column) =>
    column.map((value) => value / unit),
  );
  const severity = isMetric(r, 'md') ? 30 / 30.48 : 1;
  return {
    N,
    E,
    TVD,
    dls: path.doglegSeverityDegPer100Ft.map((value) => value * severity),
    N_end: N?.at(-1),
    E_end: E?.at(-1),
    TVD_end: TVD?.at(-1),
  };
};

const interpolated: VectorFunction = (r) => {
  const name = named(r, 'md_target', 'at_md', 'md_at', 'depth');
  const unit = perUnit(r.unit(name), 'ft');
  const path = r.has('md')
    ? wellPath(r)
    : minimumCurvaturePath({
        measuredDepthFt: Float64Array.of(inField(r, 'md1', 'ft'), inField(r, 'md2', 'ft')),
        inclinationDeg: Float64Array.of(inField(r, 'inc1', 'deg'), inField(r, 'inc2', 'deg')),
        azimuthDeg: Float64Array.of(inField(r, 'azi1', 'deg'), inField(r, 'azi2', 'deg')),
      });
  const point = interpolatePath({ path, measuredDepthFt: inField(r, name, 'ft') });
  return {
    N: point.northFt / unit,
    E: point.eastFt / unit,
    TVD: point.tvdFt / unit,
    inc: point.inclinationDeg,
    azi: point.azimuthDeg,
  };
};

const tortuosity: VectorFunction = (r) => {
  const found = wellTortuosity(wellPath(r));
  const severity = isMetric(r, 'md') ? 30 / 30.48 : 1;
  return {
    cumulative_dogleg: found.cumulativeDoglegDeg,
    tortuosity: found.tortuosityDegPer100Ft * severity,
    max_dls: found.maxDoglegSeverityDegPer100Ft * severity,
    sinuosity: found.sinuosity,
  };
};

const separation: VectorFunction = (r) => {
  const suffixes = r.has('md_ref') ? ['_ref', '_off'] : r.has('md_a') ? ['_a', '_b'] : ['1', '2'];
  const [reference = '', offset = ''] = suffixes;
  const unit = perUnit(r.unit(`md${reference}`), 'ft');
  const found = closestApproach({ reference: wellPath(r, reference), offset: wellPath(r, offset) });
  return {
    distance: found.distanceFt / unit,
    md_ref: found.referenceDepthFt / unit,
    md_off: found.offsetDepthFt / unit,
  };
};

const softString: VectorFunction = (r) => {
  const force = perUnit(r.unit('F_bottom'), 'lbf');
  const step = softStringStep({
    forceBottomLbf: inField(r, 'F_bottom', 'lbf'),
    buoyedWeightLbfPerFt: inField(r, 'buoyed_weight', 'lbf/ft'),
    lengthFt: length(r),
    inclinationBottomDeg: inField(r, 'inc_bottom', 'deg'),
    inclinationTopDeg: inField(r, 'inc_top', 'deg'),
    azimuthBottomDeg: inField(r, 'azi_bottom', 'deg', 0),
    azimuthTopDeg: inField(r, 'azi_top', 'deg', 0),
    frictionFactor: r.number('friction'),
    radiusFt: inField(r, 'radius', 'ft', 0),
    inclinationChange: r.text('delta_inc_definition', 'lower minus upper').startsWith('lower')
      ? 'bottomLessTop'
      : 'topLessBottom',
  });
  const torqueUnit = isMetric(r, 'length') ? perUnit('N.m', 'ft.lbf') : 1;
  return {
    normal_force: step.normalForceLbf / force,
    F_top_pickup: step.pickupForceLbf / force,
    F_top_slackoff: step.slackOffForceLbf / force,
    F_top_rotating: step.rotatingForceLbf / force,
    torque: step.torqueFtLbf / torqueUnit,
  };
};

const straightInclined: VectorFunction = (r) => {
  const isSi = isMetric(r, 'length');
  const force = isSi ? perUnit('N', 'lbf') : 1;
  const forces = straightStringForces({
    buoyedWeightLbfPerFt: inField(r, 'buoyed_weight', 'lbf/ft'),
    lengthFt: length(r),
    inclinationDeg: inField(r, named(r, 'inclination', 'inc'), 'deg'),
    frictionFactor: r.number('friction'),
    radiusFt: inField(r, 'radius', 'ft', 0),
    forceBottomLbf: inField(r, 'F_bottom', 'lbf', 0),
  });
  return {
    pickup: forces.pickupForceLbf / force,
    slackoff: forces.slackOffForceLbf / force,
    rotating: forces.rotatingForceLbf / force,
    torque: forces.torqueFtLbf / (isSi ? perUnit('N.m', 'ft.lbf') : 1),
  };
};

const softStringWell: VectorFunction = (r) => {
  const path = wellPath(r);
  const string = [
    {
      lengthFt: path.measuredDepthFt.at(-1) ?? 1,
      buoyedWeightLbfPerFt: inField(r, 'buoyed_weight', 'lbf/ft'),
      contactDiameterIn: 24 * inField(r, 'radius', 'ft', 0.25),
    },
  ];
  const openHoleFriction = r.number('friction');
  const weightOnBitLbf = -inField(r, 'F_bottom', 'lbf', 0);
  const run = (motion: 'pickup' | 'rotating' | 'slackOff') =>
    torqueAndDrag({ path, string, motion, openHoleFriction, weightOnBitLbf });
  const isSi = isMetric(r, 'md');
  const force = isSi ? perUnit('N', 'lbf') : 1;
  return {
    pickup: run('pickup').hookLoadLbf / force,
    slackoff: run('slackOff').hookLoadLbf / force,
    rotating: run('rotating').hookLoadLbf / force,
    torque: run('rotating').surfaceTorqueFtLbf / (isSi ? perUnit('N.m', 'ft.lbf') : 1),
  };
};

const casing = (r: VectorReader) => ({
  outsideDiameterIn: inField(r, 'od', 'in'),
  wallIn: inField(r, 'wall', 'in'),
  yieldStrengthPsi: inField(r, 'yield_strength', 'psi'),
});

const hydraulics: VectorAdapter = {
  'drilling.hydrostaticPressure': (r) => ({
    p: pressureLike(
      r,
      'tvd',
      mudHydrostaticPressure({ mudWeightPpg: mudWeight(r), tvdFt: inField(r, 'tvd', 'ft') }).value,
    ),
  }),
  'drilling.pressureGradient': (r) => ({
    gradient:
      mudPressureGradient(mudWeight(r)).value /
      (r.unit('mud_weight') === 'kg/m3' ? perUnit('kPa/m', 'psi/ft') : 1),
  }),
  'drilling.equivalentMudWeight': (r) => ({
    emw:
      equivalentMudWeight({
        pressurePsi: inField(r, 'p', 'psi'),
        tvdFt: inField(r, 'tvd', 'ft'),
      }).value / (isMetric(r, 'tvd') ? perUnit('kg/m3', 'ppg') : 1),
  }),
  'drilling.ecd': (r) => ({
    ecd:
      equivalentCirculatingDensity({
        mudWeightPpg: mudWeight(r),
        annularLossPsi: inField(r, 'annular_pressure_loss', 'psi'),
        tvdFt: inField(r, 'tvd', 'ft'),
      }).value / perUnit(r.unit('mud_weight'), 'ppg'),
  }),
  'drilling.leakOffEmw': (r) => ({
    emw:
      leakOffEquivalentMudWeight({
        mudWeightPpg: mudWeight(r),
        surfacePressurePsi: inField(r, 'p_surface', 'psi'),
        shoeTvdFt: inField(r, 'shoe_tvd', 'ft'),
      }).value / perUnit(r.unit('mud_weight'), 'ppg'),
  }),
  'drilling.maasp': (r) => ({
    maasp: pressureLike(
      r,
      'shoe_tvd',
      maximumAllowableAnnularSurfacePressure({
        fractureEmwPpg: inField(r, 'max_emw', 'ppg'),
        mudWeightPpg: mudWeight(r),
        shoeTvdFt: inField(r, 'shoe_tvd', 'ft'),
      }).value,
    ),
  }),
  'drilling.annularCapacity': (r) => ({ capacity: annularCapacity(hole(r)).value }),
  'drilling.pipeCapacity': (r) => ({
    capacity: annularCapacity({ holeDiameterIn: bore(r).insideDiameterIn, pipeDiameterIn: 0 })
      .value,
  }),
  'drilling.pipeDisplacement': (r) => ({
    displacement: annularCapacity({
      holeDiameterIn: inField(r, 'od', 'in'),
      pipeDiameterIn: inField(r, 'id', 'in', 0),
    }).value,
  }),
  'drilling.annularVelocity': (r) => ({
    v: annularVelocity({ ...hole(r), flowRateGpm: rate(r) }).value,
  }),
  'drilling.triplexPumpOutput': (r) => ({
    output: triplexPumpOutput({
      linerDiameterIn: inField(r, 'liner', 'in'),
      strokeIn: inField(r, 'stroke', 'in'),
      efficiency: inField(r, 'efficiency', 'fraction', 1),
    }).value,
  }),
  'drilling.duplexPumpOutput': (r) => ({
    output: duplexPumpOutput({
      linerDiameterIn: inField(r, 'liner', 'in'),
      rodDiameterIn: inField(r, 'rod', 'in'),
      strokeIn: inField(r, 'stroke', 'in'),
      efficiency: inField(r, 'efficiency', 'fraction', 1),
    }).value,
  }),
  'drilling.rheology.bingham': (r) => {
    const found = binghamRheology(dials(r));
    return { pv: found.plasticViscosityCp, yp: found.yieldPointLbfPer100Ft2 };
  },
  'drilling.rheology.powerLaw': (r) => {
    const found = powerLawRheology(dials(r));
    return { n: found.flowIndex, K: found.consistencyEqCp };
  },
  'drilling.rheology.apiPowerLaw': apiPowerLaw,
  'drilling.rheology.herschelBulkley': (r) => {
    const found = herschelBulkleyRheology(slowDials(r));
    return { tau_y: found.yieldStressDial, n: found.flowIndex, k: found.consistencyDialSn };
  },
  'drilling.annularLoss.binghamLaminar': laminar('annulus', 'bingham'),
  'drilling.pipeLoss.binghamLaminar': laminar('pipe', 'bingham'),
  'drilling.annularLoss.turbulentBlasius': turbulentBlasius('annulus'),
  'drilling.pipeLoss.turbulentBlasius': turbulentBlasius('pipe'),
  'drilling.annularLoss.powerLawLaminar': laminar('annulus', 'powerLaw'),
  'drilling.pipeLoss.powerLawLaminar': laminar('pipe', 'powerLaw'),
  'drilling.annularLoss.bingham': regimeLoss('annulus', 'bingham'),
  'drilling.pipeLoss.bingham': regimeLoss('pipe', 'bingham'),
  'drilling.annularLoss.powerLaw': regimeLoss('annulus', 'powerLaw'),
  'drilling.pipeLoss.powerLaw': regimeLoss('pipe', 'powerLaw'),
  'drilling.apiPowerLaw.losses': apiPowerLaw,
  'drilling.annularLoss.herschelBulkleyApi13D': herschelBulkley('annulus'),
  'drilling.pipeLoss.herschelBulkleyApi13D': herschelBulkley('pipe'),
  'drilling.surgeSwab': surgeSwab,
  'drilling.surge': surgeSwab,
  'drilling.swab': surgeSwab,
};

const bit: VectorAdapter = {
  'drilling.bit.tfa': (r) => ({
    tfa: nozzleFlowArea(columnInField(r, 'nozzles', '1/32 in')).value,
  }),
  'drilling.bit.pressureDrop': (r) => ({
    dp: bitPressureDrop({
      mudWeightPpg: mudWeight(r),
      flowRateGpm: rate(r),
      nozzleAreaIn2: inField(r, 'tfa', 'in2'),
      dischargeCoefficient: r.number('Cd', 0.95),
    }).value,
  }),
  'drilling.bit.impactForce': (r) => ({
    F: jetImpactForce({
      mudWeightPpg: mudWeight(r),
      flowRateGpm: rate(r),
      bitPressureDropPsi: inField(r, 'dp_bit', 'psi'),
      dischargeCoefficient: r.number('Cd', 0.95),
    }).value,
  }),
  'drilling.bit.nozzleVelocity': (r) => ({
    v: nozzleVelocity({ flowRateGpm: rate(r), nozzleAreaIn2: inField(r, 'tfa', 'in2') }).value,
  }),
  'drilling.bit.hydraulicHorsepower': (r) => {
    const power = bitHydraulicPower({
      bitPressureDropPsi: inField(r, 'dp_bit', 'psi'),
      flowRateGpm: rate(r),
      bitDiameterIn: inField(r, 'bit_diameter', 'in', 1),
    });
    return { hhp: power.powerHp, hsi: power.powerHpPerIn2 };
  },
  'drilling.mse.teale': (r) => ({
    mse: mechanicalSpecificEnergy({
      weightOnBitLbf: inField(r, 'wob', 'lbf'),
      rotarySpeedRpm: inField(r, 'rpm', 'rev/min'),
      torqueFtLbf: inField(r, 'torque', 'ft.lbf'),
      penetrationRateFtPerHr: inField(r, 'rop', 'ft/h'),
      bitDiameterIn: inField(r, 'bit_diameter', 'in'),
    }).value,
  }),
  'drilling.dExponent': (r) => ({
    d: drillingExponent({
      penetrationRateFtPerHr: inField(r, 'rop', 'ft/h'),
      rotarySpeedRpm: inField(r, 'rpm', 'rev/min'),
      weightOnBitLbf: inField(r, 'wob', 'lbf'),
      bitDiameterIn: inField(r, 'bit_diameter', 'in'),
    }).value,
  }),
  'drilling.dExponentCorrected': (r) => ({
    dc: correctedDrillingExponent({
      drillingExponent: r.number('d'),
      normalMudWeightPpg: inField(r, 'mw_normal', 'ppg'),
      actualMudWeightPpg: inField(r, 'mw_actual', 'ppg'),
    }).value,
  }),
};

const strokes: VectorFunction = (r) => {
  const pumpOutputBblPerStroke = inField(r, 'pump_output', 'bbl/stk');
  const [surfaceToBit, bitToSurface] = ['string_volume', 'annulus_volume'].map(
    (name) => pumpStrokes({ volumeBbl: inField(r, name, 'bbl', 0), pumpOutputBblPerStroke }).value,
  );
  return {
    surface_to_bit: surfaceToBit,
    bit_to_surface: bitToSurface,
    total: (surfaceToBit ?? NaN) + (bitToSurface ?? NaN),
  };
};

const influx: VectorFunction = (r) => {
  const found = kickInflux({
    mudWeightPpg: mudWeight(r),
    sicpPsi: inField(r, 'sicp', 'psi'),
    sidppPsi: inField(r, 'sidpp', 'psi'),
    pitGainBbl: inField(r, 'pit_gain', 'bbl'),
    annularCapacityBblPerFt: inField(r, 'annular_capacity', 'bbl/ft'),
  });
  return { height: found.heightFt, gradient: found.gradientPsiFt };
};

const wellControl: VectorAdapter = {
  'drilling.kill.sheet': (r) => {
    const sheet = killSheet({
      mudWeightPpg: mudWeight(r),
      sidppPsi: inField(r, 'sidpp', 'psi'),
      tvdFt: inField(r, 'tvd', 'ft'),
      slowPumpPressurePsi: inField(r, named(r, 'slow_circulating_pressure', 'scr'), 'psi', 0),
    });
    const pressure = perUnit(r.unit('sidpp'), 'psi');
    return {
      kill_mud_weight: sheet.killMudWeightPpg / perUnit(r.unit('mud_weight'), 'ppg'),
      icp: sheet.initialCirculatingPressurePsi / pressure,
      fcp: sheet.finalCirculatingPressurePsi / pressure,
      formation_pressure: sheet.formationPressurePsi / pressure,
    };
  },
  'drilling.kill.strokes': strokes,
  'drilling.influxGradient': influx,
  'drilling.influxHeight': influx,
  'drilling.kickTolerance': (r) => {
    const bottomCapacityBblPerFt = inField(
      r,
      named(r, 'annular_capacity_bottom', 'annular_capacity'),
      'bbl/ft',
    );
    const found = kickTolerance({
      fractureEmwPpg: inField(r, 'fracture_emw', 'ppg'),
      mudWeightPpg: mudWeight(r),
      poreEmwPpg: inField(r, 'pore_emw', 'ppg'),
      shoeTvdFt: inField(r, 'shoe_tvd', 'ft'),
      totalDepthTvdFt: inField(r, 'td_tvd', 'ft'),
      influxGradientPsiFt: inField(r, 'influx_gradient', 'psi/ft'),
      bottomCapacityBblPerFt,
      shoeCapacityBblPerFt: inField(r, 'annular_capacity_shoe', 'bbl/ft', bottomCapacityBblPerFt),
    });
    return {
      max_height: found.maxHeightFt,
      v_bottom: found.bottomVolumeBbl,
      v_shoe_at_bottom: found.shoeVolumeAtBottomBbl,
      kick_tolerance: found.kickToleranceBbl,
    };
  },
};

const string: VectorAdapter = {
  'drilling.buoyancyFactor': (r) => ({
    bf: buoyancyFactor({
      mudWeightPpg: mudWeight(r),
      materialDensityPpg: inField(r, named(r, 'steel_density', 'density'), 'ppg', 65.5),
    }).value,
  }),
  'drilling.hookload': (r) => {
    const unit = perUnit(r.unit('air_weight'), 'lbf');
    const load = hookLoad({
      airWeightLbf: inField(r, 'air_weight', 'lbf'),
      mudWeightPpg: mudWeight(r),
      blockWeightLbf: inField(r, 'block_weight', 'lbf', 0),
    });
    return { hookload: load.value / unit };
  },
  'drilling.bha.buoyedWeight': (r) => {
    const weight = bhaWeight({
      mudWeightPpg: mudWeight(r),
      components: [
        {
          lengthFt: length(r),
          airWeightLbfPerFt: inField(r, named(r, 'air_weight', 'weight'), 'lbf/ft'),
        },
      ],
      inclinationDeg: inField(r, named(r, 'inclination', 'inc'), 'deg', 0),
    });
    return { weight: weight.buoyedWeightLbf, axial: weight.axialWeightLbf };
  },
  'drilling.torqueDrag.softStringStep': softString,
  'drilling.torqueDrag.softString': softStringWell,
  'drilling.torqueDrag.straightInclined': straightInclined,
  'drilling.torqueDrag.capstan': (r) => ({
    F_top:
      capstanForce({
        forceBottomLbf: inField(r, 'F_bottom', 'lbf'),
        frictionFactor: r.number('friction'),
        doglegDeg: inField(r, 'dogleg', 'deg'),
      }).value / perUnit(r.unit('F_bottom'), 'lbf'),
  }),
  'drilling.casing.bodyYield': (r) => ({ F: casingBodyYield(casing(r)).value }),
  'drilling.casing.burstApi': (r) => ({
    p: casingBurstPressure({
      ...casing(r),
      wallFactor: r.number(named(r, 'wall_factor', 'tolerance'), 0.875),
    }).value,
  }),
  'drilling.casing.collapseApi': (r) => {
    const collapse = casingCollapsePressure({
      ...casing(r),
      axialStressPsi: inField(r, named(r, 'axial_stress', 'sigma_axial'), 'psi', 0),
      internalPressurePsi: inField(r, 'p_internal', 'psi', 0),
    });
    return { p: collapse.pressurePsi, regime: collapse.regime };
  },
};

const survey: VectorAdapter = {
  'drilling.survey.minimumCurvature': minimumCurvature,
  'drilling.survey.doglegSeverity': minimumCurvature,
  'drilling.survey.minimumCurvatureWell': minimumCurvatureWell,
  'drilling.survey.angleAveraging': older('angleAveraging'),
  'drilling.survey.averageAngle': older('angleAveraging'),
  'drilling.survey.radiusOfCurvature': older('radiusOfCurvature'),
  'drilling.survey.balancedTangential': older('balancedTangential'),
  'drilling.survey.tangential': older('tangential'),
  'drilling.survey.interpolate': interpolated,
  'drilling.survey.tortuosity': tortuosity,
  'drilling.survey.closestApproach': separation,
  'drilling.survey.verticalSection': (r) => {
    const section = verticalSection({
      northFt: inField(r, 'N', 'ft'),
      eastFt: inField(r, 'E', 'ft'),
      sectionAzimuthDeg: inField(r, 'vs_azimuth', 'deg', 0),
    });
    const unit = perUnit(r.unit('N'), 'ft');
    return {
      vs: section.verticalSectionFt / unit,
      closure: section.closureFt / unit,
      closure_azimuth: section.closureAzimuthDeg,
    };
  },
};

export const drilling: VectorAdapter = {
  ...hydraulics,
  ...bit,
  ...wellControl,
  ...string,
  ...survey,
};
