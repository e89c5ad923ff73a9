import {
  criticalPressureRatio,
  gasChokeRate,
  gasChokeTemperature,
  gasChokeUpstreamPressure,
  liquidChokeRate,
} from '../../src/artificial-lift/choke-single-phase.ts';
import {
  chokeBeanSize,
  chokeLiquidRate,
  chokeUpstreamPressure,
  type ChokeCorrelation,
} from '../../src/artificial-lift/choke-two-phase.ts';
import { intakeFreeGas, turpinIndex } from '../../src/artificial-lift/esp-gas.ts';
import {
  affinityLaws,
  pumpHead,
  pumpPower,
  pumpStages,
  totalDynamicHead,
  tubingFrictionHead,
} from '../../src/artificial-lift/esp.ts';
import {
  injectionPressureAtDepth,
  liftGasRate,
} from '../../src/artificial-lift/gas-lift-design.ts';
import {
  gasLiftValvePressures,
  nitrogenDomePressure,
  testRackOpeningPressure,
  thornhillCraverRate,
} from '../../src/artificial-lift/gas-lift-valve.ts';
import { pcpFlow, pcpPower, pcpTorque } from '../../src/artificial-lift/pcp.ts';
import {
  rodPumpGroups,
  rodPumpLoads,
  rodPumpPlungerStroke,
  rodPumpTorqueAdjustment,
} from '../../src/artificial-lift/rod-pump-api11l.ts';
import {
  millsAcceleration,
  millsLoads,
  rodPumpPower,
} from '../../src/artificial-lift/rod-pump-mills.ts';
import {
  effectivePlungerStroke,
  fluidLoadStretch,
  plungerFluidLoad,
  plungerOvertravel,
  pumpFillage,
  rodPumpDisplacement,
} from '../../src/artificial-lift/rod-pump-stroke.ts';
import { naturalGasZFactor } from '../../src/pvt/gas-volume.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { firstOf, inUnit } from './field-units.ts';

const gravity = (inputs: VectorReader) => inputs.number(firstOf(inputs, 'fluid_sg', 'sg', 'SG'), 1);
const psi = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'psi');
const psia = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'psia');
const psig = (inputs: VectorReader, name: string) =>
  inputs.unit(name) === 'psia' ? inputs.number(name) - 14.7 : inputs.number(name);
const feet = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'ft');
const inches = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'in');
const degF = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'degF');
const fraction = (inputs: VectorReader, name: string, fallback?: number) =>
  inUnit(inputs, name, 'fraction', fallback);

const espFunctions: VectorAdapter = {
  'esp.tdh': (inputs) => ({
    tdh: totalDynamicHead({
      netLiftFt: feet(inputs, 'net_lift', 'lift'),
      frictionHeadFt: inUnit(inputs, firstOf(inputs, 'friction_head', 'friction'), 'ft', 0),
      wellheadPressurePsi: psi(inputs, 'tubing_pressure', 'wellhead_pressure', 'p_wh'),
      fluidGravity: gravity(inputs),
    }).value,
  }),
  'esp.headFromPressures': (inputs) => ({
    head: pumpHead({
      dischargePressurePsi: psi(inputs, 'p_discharge'),
      intakePressurePsi: psi(inputs, 'p_intake'),
      fluidGravity: gravity(inputs),
    }).value,
  }),
  'esp.stages': (inputs) => ({
    stages: pumpStages({
      totalHeadFt: feet(inputs, 'tdh', 'head'),
      headPerStageFt: inputs.number('head_per_stage'),
    }).value,
  }),
  'esp.brakeHorsepower': (inputs) => {
    const power = pumpPower({
      rateBpd: inUnit(inputs, 'q', 'bbl/d'),
      headFt: feet(inputs, 'head', 'tdh'),
      fluidGravity: gravity(inputs),
      pumpEfficiency: fraction(inputs, firstOf(inputs, 'pump_efficiency', 'efficiency'), 1),
    });
    return { hhp: power.hydraulicHp, bhp: power.brakeHp };
  },
  'esp.affinityLaws': (inputs) => {
    const duty = affinityLaws({
      rateBpd: inputs.number('q', 0),
      headFt: inputs.number('head', 0),
      powerHp: inputs.number('power', 0),
      frequencyHz: inputs.number(firstOf(inputs, 'f1', 'n1', 'N1')),
      newFrequencyHz: inputs.number(firstOf(inputs, 'f2', 'n2', 'N2')),
    });
    return { q2: duty.rateBpd, head2: duty.headFt, power2: duty.powerHp };
  },
  'esp.freeGasFraction': (inputs) => {
    const gas = intakeFreeGas({
      liquidRateStbd: inUnit(inputs, firstOf(inputs, 'q_l', 'q'), 'STB/d'),
      waterCutFraction: fraction(inputs, 'water_cut', 0),
      gorScfStb: inputs.number('GOR'),
      solutionGorScfStb: inputs.number('rs'),
      oilFvf: inputs.number('bo'),
      waterFvf: inputs.number('bw', 1),
      gasFvf: inUnit(inputs, 'bg', 'ft3/scf'),
      separatorEfficiency: fraction(inputs, 'separator_efficiency', 0),
    });
    return { v_gas: gas.freeGasRbd, v_liquid: gas.liquidRbd, fraction: gas.freeGasFraction };
  },
  'esp.turpinIndex': (inputs) => {
    const { index, isStable } = turpinIndex({
      gasLiquidVolumeRatio: inputs.number('glr'),
      intakePressurePsia: psia(inputs, 'p_intake'),
    });
    return { phi: index, stable: isStable };
  },
  'esp.frictionHead': (inputs) => {
    const loss = tubingFrictionHead({
      rateBpd: inUnit(inputs, 'q', 'bbl/d'),
      tubingIdIn: inches(inputs, 'd', 'id', 'tubing_id'),
      roughnessCoefficient: inputs.number(firstOf(inputs, 'C', 'c'), 120),
    }).value;
    return {
      per_1000ft: loss,
      friction_head: (loss * inUnit(inputs, 'length', 'ft', 1000)) / 1000,
    };
  },
};

const stroke = (inputs: VectorReader) => inches(inputs, 'stroke', 'S');
const plungerArea = (inputs: VectorReader) => {
  const areas = firstOf(inputs, 'plunger_area', 'A_p');
  return inputs.has(areas)
    ? inUnit(inputs, areas, 'in2')
    : (Math.PI / 4) * inches(inputs, 'plunger') ** 2;
};

const stretch =
  (...areas: readonly string[]): VectorFunction =>
  (inputs) => {
    const value = fluidLoadStretch({
      fluidGravity: gravity(inputs),
      fluidLevelFt: feet(inputs, 'fluid_level', 'D'),
      plungerAreaIn2: plungerArea(inputs),
      pumpDepthFt: feet(inputs, 'pump_depth', 'L'),
      steelAreaIn2: inUnit(inputs, firstOf(inputs, ...areas), 'in2'),
    }).value;
    return { e: value, er: value, et: value, stretch: value };
  };

const srpFunctions: VectorAdapter = {
  'srp.api11L.dimensionless': (inputs) => {
    const groups = rodPumpGroups({
      pumpDepthFt: feet(inputs, 'pump_depth'),
      fluidLevelFt: inUnit(inputs, 'fluid_level', 'ft', feet(inputs, 'pump_depth')),
      strokeIn: stroke(inputs),
      strokesPerMinute: inputs.number('spm'),
      plungerDiameterIn: inches(inputs, 'plunger'),
      fluidGravity: gravity(inputs),
      rodWeightLbFt: inputs.number('rod_weight'),
      rodElasticInLbFt: inputs.number('rod_elastic_constant'),
      frequencyFactor: inputs.number('frequency_factor', 1),
    });
    return {
      Fo: groups.fluidLoadLb,
      Skr: groups.strokeStiffnessLb,
      Fo_Skr: groups.fluidLoadRatio,
      N_No: groups.speedRatio,
      N_No_prime: groups.taperedSpeedRatio,
      Wr: groups.rodWeightLb,
      Wrf: groups.buoyantRodWeightLb,
      Wrf_Skr: groups.buoyantRodWeightLb / groups.strokeStiffnessLb,
    };
  },
  'srp.api11L.loads': (inputs) => {
    const loads = rodPumpLoads({
      buoyantRodWeightLb: inputs.number('Wrf'),
      strokeStiffnessLb: inputs.number('Skr'),
      fluidLoadLb: inputs.number('Fo', 0),
      peakLoadRatio: inputs.number('F1_Skr'),
      minLoadRatio: inputs.number('F2_Skr'),
      torqueRatio: inputs.number('T2_S2kr', 0),
      powerRatio: inputs.number('F3_Skr', 0),
      torqueAdjustment: inputs.number('Ta', 1),
      strokeIn: stroke(inputs),
      strokesPerMinute: inputs.number('spm'),
    });
    return {
      PPRL: loads.peakPolishedRodLoadLb,
      MPRL: loads.minPolishedRodLoadLb,
      PT: loads.peakTorqueInLb,
      PRHP: loads.polishedRodHp,
      CBE: loads.counterbalanceLb,
    };
  },
  'srp.api11L.plungerStroke': (inputs) => ({
    Sp: rodPumpPlungerStroke({
      strokeRatio: inputs.number('Sp_S'),
      strokeIn: stroke(inputs),
      fluidLoadLb: inputs.number('Fo', 0),
      tubingElasticInLbFt: inputs.number('tubing_elastic_constant', 0),
      pumpDepthFt: inUnit(inputs, 'pump_depth', 'ft', 1),
    }).value,
  }),
  'srp.api11L.torqueAdjustment': (inputs) => ({
    Ta: rodPumpTorqueAdjustment({
      chartPercent: inputs.number('percent'),
      buoyantRodWeightLb: inputs.number('Wrf'),
      strokeStiffnessLb: inputs.number('Skr'),
    }).value,
  }),
  'srp.millsAcceleration': (inputs) => ({
    alpha: millsAcceleration({ strokeIn: stroke(inputs), strokesPerMinute: inputs.number('spm') })
      .value,
  }),
  'srp.millsLoads': (inputs) => {
    const loads = millsLoads({
      fluidLoadLb: inputs.number('fluid_load'),
      rodWeightLb: inputs.number(firstOf(inputs, 'rod_weight_air', 'rod_weight')),
      strokeIn: stroke(inputs),
      strokesPerMinute: inputs.number('spm'),
      fluidGravity: gravity(inputs),
    });
    return {
      PPRL: loads.peakPolishedRodLoadLb,
      MPRL: loads.minPolishedRodLoadLb,
      CBE: loads.counterbalanceLb,
      PT: loads.peakTorqueInLb,
    };
  },
  'srp.pumpDisplacement': (inputs) => ({
    PD: rodPumpDisplacement({
      plungerStrokeIn: inches(inputs, 'plunger_stroke', 'stroke', 'Sp'),
      strokesPerMinute: inputs.number('spm'),
      plungerDiameterIn: inches(inputs, 'plunger', 'plunger_diameter'),
      volumetricEfficiency: fraction(inputs, 'efficiency', 1),
    }).value,
  }),
  'srp.plungerOvertravel': (inputs) => ({
    ep: plungerOvertravel({
      pumpDepthFt: feet(inputs, 'pump_depth', 'L'),
      accelerationFactor: inputs.number('alpha'),
    }).value,
  }),
  'srp.rodStretch': stretch('rod_area', 'A_r'),
  'srp.tubingStretch': stretch('tubing_area', 'A_t'),
  'srp.fluidLoad': (inputs) => {
    const value = plungerFluidLoad({
      plungerDiameterIn: inches(inputs, 'plunger'),
      fluidLevelFt: feet(inputs, 'fluid_level', 'pump_depth'),
      fluidGravity: gravity(inputs),
    }).value;
    return { Fo: value, fluid_load: value, Wf: value };
  },
  'srp.plungerStroke': (inputs) => ({
    Sp: effectivePlungerStroke({
      strokeIn: stroke(inputs),
      overtravelIn: inputs.number(firstOf(inputs, 'ep', 'overtravel'), 0),
      rodStretchIn: inputs.number(firstOf(inputs, 'er', 'rod_stretch'), 0),
      tubingStretchIn: inputs.number(firstOf(inputs, 'et', 'tubing_stretch'), 0),
    }).value,
  }),
  'srp.fillage': (inputs) => ({
    fillage: pumpFillage({
      netStrokeIn: inches(inputs, 'net_stroke'),
      grossStrokeIn: inches(inputs, 'gross_stroke', 'plunger_stroke'),
    }).value,
  }),

  'srp.horsepower': (inputs) => {
    const power = rodPumpPower({
      rateBpd: inUnit(inputs, 'q', 'bbl/d'),
      fluidGravity: gravity(inputs),
      netLiftFt: feet(inputs, 'net_lift', 'lift'),
      rodWeightLb: inputs.number(firstOf(inputs, 'rod_weight_air', 'rod_weight')),
      strokeIn: stroke(inputs),
      strokesPerMinute: inputs.number('spm'),
      safetyFactor: inputs.number('safety_factor', 1.5),
    });
    return { hydraulic: power.hydraulicHp, friction: power.frictionHp, total: power.primeMoverHp };
  },
};

/** z of a gas passage: a number, words that ask for the real gas, or none. */
function zFactor(inputs: VectorReader): number {
  if (!inputs.has('z')) return 1;
  const value = inputs.number('z');
  if (Number.isFinite(value)) return value;
  return naturalGasZFactor({
    gasGravity: inputs.number('gas_sg'),
    temperatureF: degF(inputs, 'T'),
    pressurePsia: psia(inputs, 'p_upstream'),
  }).value;
}

const valve: VectorFunction = (inputs) => {
  const pressures = gasLiftValvePressures({
    domePressurePsi: inputs.number(firstOf(inputs, 'p_dome', 'p_d')),
    tubingPressurePsi: inputs.number(firstOf(inputs, 'p_tubing', 'p_t'), 0),
    areaRatio: inputs.number('R'),
    springPressurePsi: inputs.number(firstOf(inputs, 'p_spring', 'S_t'), 0),
  });
  return {
    p_casing_open: pressures.openingPressurePsi,
    p_casing_close: pressures.closingPressurePsi,
    p_open: pressures.openingPressurePsi,
    p_close: pressures.closingPressurePsi,
    spread: pressures.spreadPsi,
  };
};

const gasliftFunctions: VectorAdapter = {
  'gaslift.thornhillCraver': (inputs) => ({
    q: thornhillCraverRate({
      portDiameterIn: inches(inputs, 'port', 'd'),
      upstreamPressurePsia: psia(inputs, 'p_upstream'),
      downstreamPressurePsia: psia(inputs, 'p_downstream'),
      gasGravity: inputs.number('gas_sg'),
      temperatureF: degF(inputs, 'T'),
      // A text such as "0.827 (Winkler)" names the coefficient with its origin.
      ...(inputs.has('Cd') ? { dischargeCoefficient: Number.parseFloat(inputs.text('Cd')) } : {}),
      ...(inputs.has('k') ? { heatCapacityRatio: inputs.number('k') } : {}),
      zFactor: zFactor(inputs),
    }).value,
  }),
  'gaslift.valveOpeningPressure': valve,
  'gaslift.valveClosingPressure': valve,
  'gaslift.valveSpread': valve,
  'gaslift.testRackOpeningPressure': (inputs) => {
    const value = testRackOpeningPressure({
      domePressurePsig: inputs.number(firstOf(inputs, 'p_dome', 'p_d')),
      areaRatio: inputs.number('R'),
      springPressurePsi: inputs.number('p_spring', 0),
    }).value;
    return { TRO: value, PTRO: value, p_tro: value };
  },
  'gaslift.domePressureAtTemperature': (inputs) => {
    const name = firstOf(inputs, 'p_dome_set', 'p_dome');
    const pressure = nitrogenDomePressure({
      pressurePsia: psia(inputs, name),
      temperatureF: inUnit(inputs, 'T_set', 'degF', 60),
      newTemperatureF: degF(inputs, 'T_valve', 'T'),
    }).value;
    return { p_dome: inputs.unit(name) === 'psig' ? pressure - 14.7 : pressure };
  },
  'gaslift.injectionRate': (inputs) => {
    const value = liftGasRate({
      liquidRateStbd: inUnit(inputs, firstOf(inputs, 'q_l', 'q'), 'STB/d'),
      targetGasLiquidRatioScfStb: inputs.number(firstOf(inputs, 'GLR_target', 'GLR_total', 'GLR')),
      formationGasLiquidRatioScfStb: inputs.number(firstOf(inputs, 'GLR_formation', 'FGLR'), 0),
    }).value;
    return { q: value, q_inj: value, q_g: value };
  },
  'gaslift.injectionPressureAtDepth': (inputs) => {
    const value = injectionPressureAtDepth({
      surfacePressurePsia: psia(inputs, 'p_surface', 'p_s', 'p_casing'),
      depthFt: feet(inputs, 'depth', 'D'),
      gasGravity: inputs.number('gas_sg'),
      temperatureF: degF(inputs, 'T_avg', 'T'),
      zFactor: inputs.number(firstOf(inputs, 'z_avg', 'z'), 1),
    }).value;
    return { p: value, p_depth: value };
  },
};

const beanOf = (inputs: VectorReader) =>
  inUnit(inputs, firstOf(inputs, 'bean', 'd', 'S'), '1/64 in');

function chokeFunctions(correlation: ChokeCorrelation): VectorAdapter {
  const choke = (inputs: VectorReader) => ({
    correlation,
    gasLiquidRatioScfStb: inputs.number(firstOf(inputs, 'GLR', 'R')),
  });
  const rate = (inputs: VectorReader) => inUnit(inputs, firstOf(inputs, 'q_l', 'q'), 'STB/d');
  const pressure = (inputs: VectorReader) => psig(inputs, firstOf(inputs, 'p_wh', 'p_up'));
  const bean: VectorFunction = (inputs) => {
    const size = chokeBeanSize({
      ...choke(inputs),
      liquidRateStbd: rate(inputs),
      upstreamPressurePsig: pressure(inputs),
    }).value;
    return { bean: size, S: size };
  };
  return {
    [`choke.${correlation}.upstreamPressure`]: (inputs) => ({
      p_wh: chokeUpstreamPressure({
        ...choke(inputs),
        liquidRateStbd: rate(inputs),
        beanSize64ths: beanOf(inputs),
      }).value,
    }),
    [`choke.${correlation}.rate`]: (inputs) => ({
      q_l: chokeLiquidRate({
        ...choke(inputs),
        upstreamPressurePsig: pressure(inputs),
        beanSize64ths: beanOf(inputs),
      }).value,
    }),
    [`choke.${correlation}.bean`]: bean,
    [`choke.${correlation}.beanSize`]: bean,
  };
}

const gasChoke = (inputs: VectorReader) => ({
  chokeDiameterIn: inches(inputs, 'd', 'bean'),
  upstreamTemperatureF: degF(inputs, 'T', 'T_up'),
  gasGravity: inputs.number('gas_sg'),
  ...(inputs.has('k') ? { heatCapacityRatio: inputs.number('k') } : {}),
  ...(inputs.has('Cd') ? { dischargeCoefficient: inputs.number('Cd') } : {}),
});

const throatTemperature: VectorFunction = (inputs) => {
  const value = gasChokeTemperature({
    upstreamTemperatureF: degF(inputs, 'T', 'T_up'),
    upstreamPressurePsia: psia(inputs, 'p_up'),
    downstreamPressurePsia: psia(inputs, 'p_down'),
    ...(inputs.has('k') ? { heatCapacityRatio: inputs.number('k') } : {}),
  }).value;
  return { T: value, T_down: value, T_dn: value };
};

const singlePhaseFunctions: VectorAdapter = {
  'choke.gas.rate': (inputs) => {
    const flow = gasChokeRate({
      ...gasChoke(inputs),
      upstreamPressurePsia: psia(inputs, 'p_up', 'p_upstream'),
      downstreamPressurePsia: psia(inputs, 'p_down', 'p_downstream'),
    });
    return { q: flow.rateMscfd, regime: flow.regime };
  },
  'choke.gas.upstreamPressure': (inputs) => {
    const value = gasChokeUpstreamPressure({
      ...gasChoke(inputs),
      rateMscfd: inUnit(inputs, 'q', 'Mscf/d'),
      downstreamPressurePsia: psia(inputs, 'p_down', 'p_downstream'),
    }).value;
    return { p_up: value, p: value };
  },
  'choke.gas.downstreamTemperature': throatTemperature,
  'choke.gas.temperature': throatTemperature,
  'choke.criticalRatio': (inputs) => ({ ratio: criticalPressureRatio(inputs.number('k')).value }),
  'choke.liquid.rate': (inputs) => ({
    q: liquidChokeRate({
      chokeDiameterIn: inches(inputs, 'd', 'bean'),
      pressureDropPsi: inputs.has('dp')
        ? psi(inputs, 'dp')
        : psi(inputs, 'p_up') - psi(inputs, 'p_down'),
      densityLbFt3: inUnit(inputs, 'rho', 'lb/ft3'),
      ...(inputs.has('Cd') ? { dischargeCoefficient: inputs.number('Cd') } : {}),
    }).value,
  }),
};

const pcpVolume: VectorFunction = (inputs) => {
  const flow = pcpFlow({
    eccentricityIn: inches(inputs, 'eccentricity', 'e'),
    rotorDiameterIn: inches(inputs, 'rotor_diameter', 'D'),
    statorPitchIn: inches(inputs, 'stator_pitch', 'Ps'),
    speedRpm: inputs.number(firstOf(inputs, 'rpm', 'N'), 0),
    volumetricEfficiency: fraction(inputs, 'efficiency', 1),
  });
  return { displacement_per_rev: flow.displacementIn3, q: flow.rateBpd };
};

const pcpFunctions: VectorAdapter = {
  'pcp.flowRate': pcpVolume,
  'pcp.displacement': pcpVolume,
  'pcp.power': (inputs) => {
    const power = pcpPower({
      rateBpd: inUnit(inputs, 'q', 'bbl/d'),
      pressureRisePsi: psi(inputs, 'dp'),
      efficiency: fraction(inputs, 'efficiency', 1),
    });
    return { hydraulic: power.hydraulicHp, shaft: power.shaftHp };
  },
  'pcp.torque': (inputs) => {
    const torque = pcpTorque({
      displacementIn3: inputs.number(firstOf(inputs, 'displacement_per_rev', 'V')),
      pressureRisePsi: psi(inputs, 'dp'),
      efficiency: fraction(inputs, 'efficiency', 1),
    }).value;
    return { torque, T: torque };
  },
};

export const artificialLift: VectorAdapter = {
  ...espFunctions,
  ...srpFunctions,
  ...gasliftFunctions,
  ...chokeFunctions('gilbert'),
  ...chokeFunctions('ros'),
  ...chokeFunctions('baxendell'),
  ...chokeFunctions('achong'),
  ...chokeFunctions('pilehvari'),
  ...singlePhaseFunctions,
  ...pcpFunctions,
};
