import { type InflowModel, type WigginsPhase } from '../../src/inflow/index.ts';
import {
  beggsBrillFrictionRatio,
  beggsBrillGradient,
  beggsBrillHoldup,
  beggsBrillPattern,
  dunsRosNumbers,
  gasColumnPressure,
  gasCriticalRate,
  gasCriticalVelocity,
  gasWellTraverse,
  grayGradient,
  griffithBubbleHoldup,
  hagedornBrownGradient,
  homogeneousGradient,
  mixtureFroudeNumber,
  operatingPoint,
  poettmannCarpenterPressure,
  pressureTraverse,
  rameyTemperature,
  shiuBeggsRelaxationDistance,
  superficialVelocities,
  tableOutflow,
  twoPhaseGradientComponents,
  type GradientMethod,
  type OperatingPoint,
  type PipeFlow,
  type PoettmannCarpenterWell,
  type Wellbore,
  type WellFluid,
} from '../../src/outflow/index.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { inFieldUnits } from './in-field-units.ts';

const AIR_MOLAR_MASS = 28.97;
/** New tubing, in inches: what the vectors without a roughness mean. */
const TUBING_ROUGHNESS = 0.0006;

/** The first of several names that the vector gives. */
function any(v: VectorReader, names: readonly string[], fallback?: number): number {
  const name = names.find((candidate) => v.has(candidate)) ?? names[0]!;
  return v.number(name, fallback);
}

function psia(v: VectorReader, name: string): number {
  return v.number(name) + (v.unit(name) === 'psig' ? 14.7 : 0);
}

function fahrenheit(v: VectorReader, name: string): number {
  return v.number(name) - (v.unit(name) === 'degR' ? 459.67 : 0);
}

function rankine(v: VectorReader, names: readonly string[]): number {
  const name = names.find((candidate) => v.has(candidate)) ?? names[0]!;
  return v.number(name) + (v.unit(name) === 'degF' ? 459.67 : 0);
}

const inclination = (v: VectorReader): number =>
  any(v, ['inclination_from_horizontal', 'inclination'], 90);

function pipeFlow(v: VectorReader): PipeFlow {
  return {
    superficialLiquidVelocityFtS: v.number('v_sl'),
    superficialGasVelocityFtS: v.number('v_sg'),
    liquidDensityLbFt3: v.number('rho_l'),
    gasDensityLbFt3: v.number('rho_g', 1),
    liquidViscosityCp: v.number('mu_l', 1),
    gasViscosityCp: v.number('mu_g', 0.015),
    surfaceTensionDynCm: v.number('sigma', 30),
    insideDiameterIn: v.number('id'),
    roughnessIn: v.number('roughness', TUBING_ROUGHNESS),
    inclinationDeg: inclination(v),
    ...(v.has('pressure') ? { pressurePsia: psia(v, 'pressure') } : {}),
  };
}

const beggsBrill: VectorFunction = (v) => {
  const found = beggsBrillGradient({ ...pipeFlow(v), payne: v.flag('payne', false) });
  return {
    gradient: found.gradientPsiFt,
    holdup: found.holdup,
    pattern: found.pattern,
    friction: found.frictionPsiFt,
    elevation: found.elevationPsiFt,
  };
};

const holdup: VectorFunction = (v) => {
  if (v.has('v_sl') && v.has('rho_l')) return beggsBrill(v);
  return {
    holdup: beggsBrillHoldup({
      inputLiquidFraction: v.number('lambda_l'),
      froudeNumber: any(v, ['froude', 'N_fr']),
      liquidVelocityNumber: any(v, ['N_lv', 'n_lv'], 1),
      inclinationDeg: inclination(v),
      payne: v.flag('payne', false),
    }).value,
  };
};

const pattern: VectorFunction = (v) => {
  const lambda = v.has('lambda_l')
    ? v.number('lambda_l')
    : v.number('v_sl') / (v.number('v_sl') + v.number('v_sg'));
  const froude = v.has('froude')
    ? v.number('froude')
    : mixtureFroudeNumber({
        mixtureVelocityFtS: v.number('v_sl') + v.number('v_sg'),
        insideDiameterIn: v.number('id'),
      }).value;
  const found = beggsBrillPattern({ inputLiquidFraction: lambda, froudeNumber: froude });
  return { pattern: found.pattern, lambda_l: lambda, froude };
};

const frictionRatio: VectorFunction = (v) => {
  const found = beggsBrillFrictionRatio({
    inputLiquidFraction: v.number('lambda_l'),
    holdup: v.number('holdup'),
  });
  return { y: found.y, S: found.s, ratio: found.ratio, f_tp: found.ratio * v.number('f_n', 1) };
};

const components: VectorFunction = (v) => {
  const found = twoPhaseGradientComponents({
    frictionFactor: v.number('f_tp'),
    noSlipDensityLbFt3: v.number('rho_ns'),
    slipDensityLbFt3: v.number('rho_slip'),
    mixtureVelocityFtS: v.number('v_m'),
    insideDiameterIn: v.number('id'),
    inclinationDeg: inclination(v),
  });
  return { friction: found.frictionPsiFt, elevation: found.elevationPsiFt };
};

const hagedornBrown: VectorFunction = (v) => {
  const flow = { ...pipeFlow(v), pressurePsia: v.has('pressure') ? psia(v, 'pressure') : 14.7 };
  const found = hagedornBrownGradient({
    ...flow,
    griffith: v.flag('griffith', false),
    noSlipFloor: v.flag('no_slip_floor', false),
  });
  return {
    gradient: found.gradientPsiFt,
    holdup: found.holdup,
    friction: found.frictionPsiFt,
    elevation: found.elevationPsiFt,
  };
};

const gray: VectorFunction = (v) => {
  const found = grayGradient(pipeFlow(v));
  return {
    gradient: found.gradientPsiFt,
    holdup: found.holdup,
    effective_roughness: found.effectiveRoughnessFt,
    friction: found.frictionPsiFt,
    elevation: found.elevationPsiFt,
  };
};

const homogeneous: VectorFunction = (v) => {
  const found = homogeneousGradient(pipeFlow(v));
  return {
    gradient: found.gradientPsiFt,
    holdup: found.holdup,
    rho_mix: found.mixtureDensityLbFt3,
    reynolds: found.reynoldsNumber,
    friction: found.frictionPsiFt,
    elevation: found.elevationPsiFt,
  };
};

const dunsRos: VectorFunction = (v) => {
  const found = dunsRosNumbers({
    superficialLiquidVelocityFtS: v.number('v_sl', 0),
    superficialGasVelocityFtS: v.number('v_sg', 0),
    liquidDensityLbFt3: v.number('rho_l'),
    surfaceTensionDynCm: v.number('sigma'),
    insideDiameterIn: v.number('id', 1),
    liquidViscosityCp: v.number('mu_l', 0),
  });
  return {
    N_lv: found.liquidVelocityNumber,
    N_gv: found.gasVelocityNumber,
    N_d: found.diameterNumber,
    N_l: found.liquidViscosityNumber,
  };
};

const velocities: VectorFunction = (v) => {
  const found = superficialVelocities({
    oilRateStbd: v.number('q_o'),
    waterRateStbd: v.number('q_w', 0),
    gasLiquidRatioScfStb: any(v, ['GLR', 'GOR']),
    solutionGorScfStb: any(v, ['R_s'], 0),
    oilFvf: v.number('B_o', 1),
    waterFvf: v.number('B_w', 1),
    gasFvf: v.number('B_g') * (v.unit('B_g').startsWith('rb') ? 5.614583 : 1),
    insideDiameterIn: v.number('id'),
  });
  const mixture = found.liquidFtS + found.gasFtS;
  return { v_sl: found.liquidFtS, v_sg: found.gasFtS, v_m: mixture };
};

/** A straight string from the wellhead to the depth asked for. */
function wellbore(v: VectorReader): Wellbore {
  const depth = any(v, ['depth', 'depth_md', 'length']);
  const tvd = any(v, ['depth_tvd', 'tvd'], depth);
  const top = fahrenheit(v, 'tht');
  const bottom = fahrenheit(v, 'bht');
  const share = depth / v.number('total_depth', depth);
  return {
    measuredDepthFt: [0, depth],
    tvdFt: [0, tvd],
    temperaturesF: [top, top + share * (bottom - top)],
    insideDiameterIn: v.number('id'),
    roughnessIn: v.number('roughness', TUBING_ROUGHNESS),
  };
}

function fluid(v: VectorReader): WellFluid {
  const waterCutFraction = v.number('water_cut', 0);
  return {
    waterCutFraction,
    gorScfStb: v.has('GOR') ? v.number('GOR') : v.number('GLR') / (1 - waterCutFraction),
    oilApi: v.number('api'),
    gasGravity: v.number('gas_sg'),
    waterGravity: v.number('water_sg', 1.07),
    carbonDioxideFraction: v.number('co2', 0),
    hydrogenSulfideFraction: v.number('h2s', 0),
    nitrogenFraction: v.number('n2', 0),
    isDeadOil: v.has('rs_in_solution') && v.number('rs_in_solution') === 0,
    ...(v.has('mu_o') ? { oilViscosityCp: v.number('mu_o') } : {}),
    ...(v.has('sigma') ? { surfaceTensionDynCm: v.number('sigma') } : {}),
    ...(v.has('p_bubble') && v.has('rsb')
      ? {
          bubblePoint: {
            pressurePsia: psia(v, 'p_bubble'),
            temperatureF: fahrenheit(v, 'bht'),
            solutionGorScfStb: v.number('rsb'),
          },
        }
      : {}),
  };
}

const traverse =
  (method: GradientMethod): VectorFunction =>
  (v) => {
    const p = pressureTraverse({
      method,
      wellbore: wellbore(v),
      fluid: fluid(v),
      liquidRateStbd: v.number('q_l'),
      wellheadPressurePsia: psia(v, 'thp'),
    }).endPressurePsia;
    return { p, p_bh: p, p_wf: p };
  };

const methodOf = (v: VectorReader, hagedorn: GradientMethod): GradientMethod => {
  switch (v.text('method', 'HB').toUpperCase()) {
    case 'BB':
      return 'beggs-brill';
    case 'GRAY':
      return 'gray';
    case 'HB':
      return hagedorn;
    default:
      throw new Error(`the package has no method ${v.text('method')}`);
  }
};

const gasWell: VectorFunction = (v) => ({
  p_bh: gasWellTraverse({
    method: methodOf(v, 'hagedorn-brown'),
    wellbore: wellbore(v),
    wellheadPressurePsia: psia(v, 'thp'),
    gasRateMMscfd: v.number('q_g') / (v.unit('q_g').startsWith('Mscf') ? 1000 : 1),
    gasGravity: v.number('gas_sg'),
    carbonDioxideFraction: v.number('co2', 0),
    hydrogenSulfideFraction: v.number('h2s', 0),
    nitrogenFraction: v.number('n2', 0),
    condensateGasRatioStbMMscf: v.number('cgr', 0),
    condensateApi: v.number('api', 45),
    condensateViscosityCp: v.number('oil_viscosity', 1),
    waterRateStbd: v.number('q_w', 0),
    waterGravity: v.number('water_sg', 1.07),
  }).endPressurePsia,
});

const staticColumn: VectorFunction = (v) => ({
  p_bottom: gasColumnPressure({
    topPressurePsia: psia(v, 'p_top'),
    molarMassLbLbmol: v.has('gas_mw') ? v.number('gas_mw') : AIR_MOLAR_MASS * v.number('gas_sg'),
    heightFt: any(v, ['depth', 'depth_tvd']),
    temperatureR: rankine(v, ['T_avg', 'T']),
    zFactor: v.number('z', 1),
  }).value,
});

const criticalVelocity: VectorFunction = (v) => ({
  v_crit: gasCriticalVelocity({
    surfaceTensionDynCm: v.number('sigma'),
    liquidDensityLbFt3: v.number('rho_l'),
    gasDensityLbFt3: v.number('rho_g'),
    ...(v.has('coefficient') ? { coefficient: v.number('coefficient') } : {}),
  }).value,
});

const criticalRate: VectorFunction = (v) => {
  const criticalVelocityFtS = v.has('v_crit')
    ? v.number('v_crit')
    : Number(criticalVelocity(v)['v_crit']);
  const q = gasCriticalRate({
    criticalVelocityFtS,
    pressurePsia: psia(v, v.has('p') ? 'p' : 'thp'),
    temperatureR: rankine(v, ['T', 'tht']),
    zFactor: v.number('z'),
    insideDiameterIn: v.number('id'),
  }).value;
  return { q_crit: q, q, v_crit: criticalVelocityFtS };
};

function poettmannCarpenter(v: VectorReader): Omit<PoettmannCarpenterWell, 'liquidRateStbd'> {
  return {
    wellheadPressurePsia: psia(v, 'thp'),
    waterCutFraction: v.number('water_cut', 0),
    gasLiquidRatioScfStb: v.number('GLR'),
    oilApi: v.number('api'),
    gasGravity: v.number('gas_sg'),
    waterGravity: v.number('water_sg', 1.05),
    waterFvf: v.number('B_w', 1),
    insideDiameterIn: v.number('id'),
    depthFt: v.number('depth'),
    wellheadTemperatureF: fahrenheit(v, 'tht'),
    bottomholeTemperatureF: fahrenheit(v, 'bht'),
  };
}

const poettmannCarpenterBhp: VectorFunction = (v) => {
  const found = poettmannCarpenterPressure({
    ...poettmannCarpenter(v),
    liquidRateStbd: v.number('q_l'),
  });
  return {
    p_bh: found.bottomholePressurePsia,
    M: found.massPerOilBarrelLb,
    inertial_force: found.inertialForce,
    f2F: found.frictionFactor,
  };
};

function inflow(v: VectorReader): InflowModel {
  const reservoirPressurePsi = v.number('p_reservoir');
  const model = v.text('ipr', v.has('q_max') ? 'vogel' : 'linear');
  switch (model) {
    case 'vogel':
    case 'cheng':
      return { model, reservoirPressurePsi, maxRateStbd: v.number('q_max') };
    case 'wiggins': {
      const phase = v.text('phase', 'oil') as WigginsPhase;
      return { model, reservoirPressurePsi, phase, maxRateStbd: v.number('q_max') };
    }
    case 'composite': {
      const bubblePointPsi = v.number('p_bubble');
      const productivityIndexStbdPsi = v.number('J');
      return { model, reservoirPressurePsi, productivityIndexStbdPsi, bubblePointPsi };
    }
    case 'fetkovich':
      return {
        model,
        reservoirPressurePsi,
        coefficient: v.number('C'),
        exponent: v.number('n'),
      };
    case 'jones':
      return {
        model,
        reservoirPressurePsi,
        laminarCoefficient: v.number('C'),
        turbulentCoefficient: v.number('D'),
      };
    case 'standing':
      return {
        model,
        reservoirPressurePsi,
        maxRateAtFlowEfficiency1Stbd: any(v, ['q_max_fe1', 'q_max']),
        flowEfficiency: v.number('flow_efficiency', 1),
      };
    default:
      return { model: 'linear', reservoirPressurePsi, productivityIndexStbdPsi: v.number('J') };
  }
}

function point(found: OperatingPoint) {
  const { crossings, rateStbd, flowingPressurePsi, issues } = found;
  return {
    q: rateStbd,
    p_wf: flowingPressurePsi,
    stable: crossings.some((crossing) => crossing.isStable),
    crossings: crossings.length,
    exists: issues.length === 0,
  };
}

const nodal: VectorFunction = (v) => {
  if (v.has('vlp_table_q')) {
    const ratesStbd = v.numbers('vlp_table_q');
    const table = { ratesStbd, pressuresPsi: v.numbers('vlp_table_p') };
    const outflowPressureAt = tableOutflow(table);
    return point(operatingPoint({ inflow: inflow(v), ratesStbd, outflowPressureAt }));
  }
  const a = v.number('a');
  const b = v.number('b');
  const c = v.number('c', 0);
  const outflowPressureAt = (q: number): number => a + q * (c + b * q);
  return point(operatingPoint({ inflow: inflow(v), outflowPressureAt }));
};

const poettmannCarpenterNodal: VectorFunction = (v) => {
  const well = poettmannCarpenter(v);
  const at = (liquidRateStbd: number) => poettmannCarpenterPressure({ ...well, liquidRateStbd });
  const found = operatingPoint({
    inflow: inflow(v),
    outflowPressureAt: (rate) => at(rate).bottomholePressurePsia,
  });
  const groups = at(found.rateStbd);
  return {
    ...point(found),
    M: groups.massPerOilBarrelLb,
    inertial_force: groups.inertialForce,
    f2F: groups.frictionFactor,
  };
};

const relaxation: VectorFunction = (v) => ({
  A: shiuBeggsRelaxationDistance({
    oilRateStbd: v.number('q_o'),
    waterRateStbd: v.number('q_w', 0),
    gasLiquidRatioScfStb: v.number('GLR'),
    oilApi: v.number('api'),
    waterGravity: v.number('water_sg', 1),
    gasGravity: v.number('gas_sg'),
    insideDiameterIn: v.number('id'),
    ...(v.has('thp')
      ? { wellheadPressurePsig: v.number('thp') - (v.unit('thp') === 'psia' ? 14.7 : 0) }
      : {}),
  }).value,
});

const ramey: VectorFunction = (v) => {
  const names = ['geothermal_gradient', 'g_g', 'g_T', 'gradient'];
  const name = names.find((candidate) => v.has(candidate)) ?? names[0]!;
  const value = rameyTemperature({
    bottomholeTemperatureF: fahrenheit(v, v.has('bht') ? 'bht' : 'T_bh'),
    geothermalGradientFPerFt: v.number(name) / (v.unit(name).includes('100') ? 100 : 1),
    distanceAboveBottomFt: any(v, ['z', 'distance_from_bottom', 'distance', 'depth', 'L']),
    relaxationDistanceFt: v.number('A'),
  }).value;
  return { T: value, temperature: value, T_f: value };
};

const gradients: VectorAdapter = {
  'vlp.beggsBrill.flowPattern': pattern,
  'vlp.beggsBrill.flowPatternMap': pattern,
  'vlp.beggsBrill.holdup': holdup,
  'vlp.beggsBrill.frictionRatio': frictionRatio,
  'vlp.beggsBrill.twoPhaseFrictionFactor': frictionRatio,
  'vlp.beggsBrill.components': components,
  'vlp.beggsBrill.gradient': beggsBrill,
  'vlp.hagedornBrown.gradient': hagedornBrown,
  'vlp.gray.gradient': gray,
  'vlp.gray.holdup': gray,
  'vlp.homogeneous.gradient': homogeneous,
  'vlp.griffithBubble.holdup': (v) => ({
    holdup: griffithBubbleHoldup({
      superficialLiquidVelocityFtS: v.number('v_sl'),
      superficialGasVelocityFtS: v.number('v_sg'),
      bubbleRiseVelocityFtS: v.number('v_slip', 0.8),
    }).value,
  }),
  'vlp.dunsRosNumbers': dunsRos,
  'vlp.superficialVelocities': velocities,
};

const wells: VectorAdapter = {
  'vlp.hagedornBrown.traverse': traverse('hagedorn-brown-original'),
  'vlp.hagedornBrown.traverseBlackOil': traverse('hagedorn-brown'),
  'vlp.beggsBrill.traverse': traverse('beggs-brill'),
  'vlp.beggsBrill.traverseBlackOil': traverse('beggs-brill'),
  'vlp.gray.traverse': traverse('gray'),
  'vlp.gray.traverseBlackOil': traverse('gray'),
  'vlp.homogeneous.traverse': traverse('homogeneous'),
  'vlp.homogeneous.traverseBlackOil': traverse('homogeneous'),
  'vlp.oilWell.fbhp': (v) => traverse(methodOf(v, 'hagedorn-brown-original'))(v),
  'vlp.gasWell.fbhp': gasWell,
  'vlp.gas.staticColumn': staticColumn,
  'vlp.gas.criticalVelocity': criticalVelocity,
  'vlp.gas.criticalRate': criticalRate,
  'vlp.poettmannCarpenter.bhp': poettmannCarpenterBhp,
  'vlp.temperature.shiuBeggsRelaxation': relaxation,
  'vlp.temperature.ramey': ramey,
  'vlp.temperature.rameyTemperature': ramey,
};

export const vlp: VectorAdapter = inFieldUnits({
  ...gradients,
  ...wells,
  'nodal.operatingPoint': nodal,
  'nodal.poettmannCarpenter.operatingPoint': poettmannCarpenterNodal,
});
