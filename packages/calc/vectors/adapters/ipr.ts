import {
  borisovHorizontalIndex,
  chengHorizontalMaxRate,
  chengHorizontalMaxRateFit,
  chengHorizontalPressure,
  chengHorizontalRate,
  compositeInflowPressure,
  compositeInflowRate,
  compositeMaxRate,
  compositeProductivityIndex,
  compositeProductivityIndexFit,
  darcyPseudoSteadyIndex,
  darcySteadyStateIndex,
  darcyTransientIndex,
  fetkovichFit,
  fetkovichPressure,
  fetkovichRate,
  flowEfficiencyFromSkin,
  gasRatePressureSquared,
  gasRatePseudopressure,
  jonesFit,
  jonesPressure,
  jonesRate,
  joshiHorizontalIndex,
  linearInflowPressure,
  linearInflowRate,
  linearProductivityIndex,
  linearProductivityIndexFit,
  standingMaxRate,
  standingMaxRateFit,
  standingPressure,
  standingRate,
  turbulenceBeta,
  turbulentCoefficientOfOil,
  vogelMaxRate,
  vogelMaxRateFit,
  vogelMaxRateFromIndex,
  vogelPressure,
  vogelRate,
  wigginsMaxRate,
  wigginsMaxRateFit,
  wigginsPressure,
  wigginsRate,
  type DarcyWell,
  type GasWell,
  type HorizontalWell,
  type WigginsPhase,
} from '../../src/inflow/index.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { inFieldUnits } from './in-field-units.ts';

const pr = (v: VectorReader) => ({ reservoirPressurePsi: v.number('p_reservoir') });
const pwf = (v: VectorReader) => ({ ...pr(v), flowingPressurePsi: v.number('p_wf') });
const rate = (v: VectorReader) => ({ ...pr(v), rateStbd: v.number('q') });
const pb = (v: VectorReader) => ({ bubblePointPsi: v.number('p_bubble') });
const max = (v: VectorReader) => ({ maxRateStbd: v.number('q_max') });
const index = (v: VectorReader) => ({
  productivityIndexStbdPsi: v.number(v.has('J_star') ? 'J_star' : 'J'),
});
const test = (v: VectorReader) => ({
  ...pr(v),
  testRateStbd: v.number(v.has('q_test') ? 'q_test' : 'q'),
  testPressurePsi: v.number(v.has('p_test') ? 'p_test' : 'p_wf'),
});
const phase = (v: VectorReader) => ({ phase: v.text('phase', 'oil') as WigginsPhase });
const efficiency = (v: VectorReader) => ({ flowEfficiency: v.number('flow_efficiency', 1) });
const standingMax = (v: VectorReader) => ({
  maxRateAtFlowEfficiency1Stbd: v.number(v.has('q_max_fe1') ? 'q_max_fe1' : 'q_max'),
});
const jones = (v: VectorReader) => ({
  laminarCoefficient: v.number('C'),
  turbulentCoefficient: v.number('D'),
});
const backPressure = (v: VectorReader) => ({
  coefficient: v.number('C'),
  exponent: v.number('n'),
});

/** Points given as lists, or as q1, p1, q2, p2... */
function tests(v: VectorReader) {
  const list = (names: readonly string[], letter: string): number[] => {
    const name = names.find((candidate) => v.has(candidate) && Array.isArray(v.raw(candidate)));
    if (name !== undefined) return v.numbers(name);
    return v.names
      .filter((key) => new RegExp(`^${letter}\\d+$`).test(key))
      .map((key) => v.number(key));
  };
  return {
    ...pr(v),
    testRatesStbd: list(['q', 'q_test', 'rates'], 'q'),
    testPressuresPsi: list(['p_wf', 'p', 'p_test', 'pressures'], 'p'),
  };
}

function darcy(v: VectorReader): DarcyWell & { drainageRadiusFt: number } {
  return {
    permeabilityMd: v.number('k'),
    thicknessFt: v.number('h'),
    oilFvf: v.number('B_o'),
    oilViscosityCp: v.number('mu_o'),
    wellboreRadiusFt: v.number('r_w'),
    skin: v.number('skin', 0),
    drainageRadiusFt: v.number('r_e', Number.NaN),
  };
}

function horizontal(v: VectorReader): HorizontalWell {
  return {
    horizontalPermeabilityMd: v.number(v.has('k_h') ? 'k_h' : 'k'),
    ...(v.has('k_v') ? { verticalPermeabilityMd: v.number('k_v') } : {}),
    thicknessFt: v.number('h'),
    oilFvf: v.number('B_o'),
    oilViscosityCp: v.number('mu_o'),
    wellboreRadiusFt: v.number('r_w'),
    wellLengthFt: v.number('L'),
    drainageAreaAcres: v.has('drainage_area')
      ? v.number('drainage_area')
      : (Math.PI * v.number('r_eh') ** 2) / 43_560,
  };
}

function gas(v: VectorReader): GasWell {
  return {
    permeabilityMd: v.number('k'),
    thicknessFt: v.number('h'),
    temperatureR: v.number('T') + (v.unit('T') === 'degF' ? 459.67 : 0),
    drainageRadiusFt: v.number('r_e'),
    wellboreRadiusFt: v.number('r_w'),
    skin: v.number('skin', 0),
    nonDarcyPerMscfd: v.number('D', 0),
  };
}

const gasPressures = (v: VectorReader) => ({
  reservoirPressurePsia: v.number('p_reservoir'),
  flowingPressurePsia: v.number('p_wf'),
});

const pressureSquared: VectorFunction = (v) => ({
  q: gasRatePressureSquared({
    ...gas(v),
    ...gasPressures(v),
    gasViscosityCp: v.number('mu_g'),
    zFactor: v.number('z'),
  }).value,
});

const pseudopressure: VectorFunction = (v) => ({
  q: gasRatePseudopressure({
    ...gas(v),
    reservoirPseudopressurePsi2Cp: v.number(v.has('m_reservoir') ? 'm_reservoir' : 'm_r'),
    flowingPseudopressurePsi2Cp: v.number('m_wf'),
  }).value,
});

const fitFetkovich: VectorFunction = (v) => {
  const fit = fetkovichFit(tests(v));
  return {
    n: fit.exponent,
    C: fit.coefficient,
    AOF: fit.openFlowRate,
    q_max: fit.openFlowRate,
    r2: fit.rSquared,
  };
};

const fetkovichFlow: VectorFunction = (v) => ({
  q: fetkovichRate({ ...pwf(v), ...backPressure(v) }).value,
});

const fetkovichPwf: VectorFunction = (v) => ({
  p_wf: fetkovichPressure({ ...pr(v), ...backPressure(v), rate: v.number('q') }).value,
});

const fetkovichOpenFlow: VectorFunction = (v) => {
  const q = fetkovichRate({ ...pr(v), ...backPressure(v), flowingPressurePsi: 0 }).value;
  return { AOF: q, q_max: q, q };
};

const fitJones: VectorFunction = (v) => {
  const fit = jonesFit(tests(v));
  return {
    C: fit.laminarCoefficient,
    D: fit.turbulentCoefficient,
    AOF: fit.openFlowRateStbd,
    q_max: fit.openFlowRateStbd,
    r2: fit.rSquared,
  };
};

const linear: VectorAdapter = {
  'ipr.linear.productivityIndex': (v) => ({ J: linearProductivityIndex(test(v)).value }),
  'ipr.linear.fit': (v) => ({ J: linearProductivityIndexFit(tests(v)).value }),
  'ipr.linear.rate': (v) => ({ q: linearInflowRate({ ...pwf(v), ...index(v) }).value }),
  'ipr.linear.pwf': (v) => ({ p_wf: linearInflowPressure({ ...rate(v), ...index(v) }).value }),
  'ipr.linear.aof': (v) => {
    const q = linearInflowRate({ ...pr(v), ...index(v), flowingPressurePsi: 0 }).value;
    return { AOF: q, q_max: q, q };
  },
  'ipr.darcy.pseudoSteadyPI': (v) => ({ J: darcyPseudoSteadyIndex(darcy(v)).value }),
  'ipr.darcy.steadyStatePI': (v) => ({ J: darcySteadyStateIndex(darcy(v)).value }),
  'ipr.darcy.transientPI': (v) => ({
    J: darcyTransientIndex({
      ...darcy(v),
      porosity: v.number('porosity'),
      totalCompressibilityPerPsi: v.number('c_t'),
      timeHours: v.number('t') * (v.unit('t') === 'd' ? 24 : 1),
    }).value,
  }),
  'ipr.flowEfficiencyFromSkin': (v) => ({
    flow_efficiency: flowEfficiencyFromSkin({
      skin: v.number('skin'),
      drainageRadiusFt: v.number('r_e'),
      wellboreRadiusFt: v.number('r_w'),
    }).value,
  }),
};

const solutionGas: VectorAdapter = {
  'ipr.vogel.qmaxFromTest': (v) => ({ q_max: vogelMaxRate(test(v)).value }),
  'ipr.vogel.fit': (v) => ({ q_max: vogelMaxRateFit(tests(v)).value }),
  'ipr.vogel.qmaxFromPI': (v) => ({
    q_max: vogelMaxRateFromIndex({ ...pr(v), ...index(v) }).value,
  }),
  'ipr.vogel.rate': (v) => ({ q: vogelRate({ ...pwf(v), ...max(v) }).value }),
  'ipr.vogel.pwf': (v) => ({ p_wf: vogelPressure({ ...rate(v), ...max(v) }).value }),
  'ipr.composite.rate': (v) => ({
    q: compositeInflowRate({ ...pwf(v), ...pb(v), ...index(v) }).value,
  }),
  'ipr.composite.pwf': (v) => ({
    p_wf: compositeInflowPressure({ ...rate(v), ...pb(v), ...index(v) }).value,
  }),
  'ipr.composite.qmax': (v) => ({
    q_max: compositeMaxRate({ ...pr(v), ...pb(v), ...index(v) }).value,
  }),
  'ipr.composite.piFromTest': (v) => ({
    J: compositeProductivityIndex({ ...test(v), ...pb(v) }).value,
  }),
  'ipr.composite.fit': (v) => ({
    J: compositeProductivityIndexFit({ ...tests(v), ...pb(v) }).value,
  }),
  'ipr.standing.qmaxFE1FromTest': (v) => ({
    q_max_fe1: standingMaxRate({ ...test(v), ...efficiency(v) }).value,
  }),
  'ipr.standing.fit': (v) => ({
    q_max_fe1: standingMaxRateFit({ ...tests(v), ...efficiency(v) }).value,
  }),
  'ipr.standing.rate': (v) => ({
    q: standingRate({ ...pwf(v), ...standingMax(v), ...efficiency(v) }).value,
  }),
  'ipr.standing.pwf': (v) => ({
    p_wf: standingPressure({ ...rate(v), ...standingMax(v), ...efficiency(v) }).value,
  }),
  'ipr.wiggins.qmaxFromTest': (v) => ({ q_max: wigginsMaxRate({ ...test(v), ...phase(v) }).value }),
  'ipr.wiggins.fit': (v) => ({ q_max: wigginsMaxRateFit({ ...tests(v), ...phase(v) }).value }),
  'ipr.wiggins.rate': (v) => ({ q: wigginsRate({ ...pwf(v), ...max(v), ...phase(v) }).value }),
  'ipr.wiggins.pwf': (v) => ({
    p_wf: wigginsPressure({ ...rate(v), ...max(v), ...phase(v) }).value,
  }),
};

const multiRate: VectorAdapter = {
  'ipr.fetkovich.fitTwoPoint': fitFetkovich,
  'ipr.fetkovich.fitRegression': fitFetkovich,
  'ipr.fetkovich.rate': fetkovichFlow,
  'ipr.fetkovich.pwf': fetkovichPwf,
  'ipr.fetkovich.aof': fetkovichOpenFlow,
  'ipr.jones.fitTwoRate': fitJones,
  'ipr.jones.fitRegression': fitJones,
  'ipr.jones.rate': (v) => ({ q: jonesRate({ ...pwf(v), ...jones(v) }).value }),
  'ipr.jones.pwf': (v) => ({ p_wf: jonesPressure({ ...rate(v), ...jones(v) }).value }),
  'ipr.jones.turbulenceCoefficient': (v) => ({
    beta: turbulenceBeta(v.number('k')).value,
    D: turbulentCoefficientOfOil({
      permeabilityMd: v.number('k'),
      oilFvf: v.number('B_o'),
      oilDensityLbFt3: v.number('rho_o'),
      perforatedLengthFt: v.number('h_perf'),
      wellboreRadiusFt: v.number('r_w'),
    }).value,
  }),
};

const horizontalAndGas: VectorAdapter = {
  'ipr.cheng.qmaxFromTest': (v) => ({ q_max: chengHorizontalMaxRate(test(v)).value }),
  'ipr.cheng.fit': (v) => ({ q_max: chengHorizontalMaxRateFit(tests(v)).value }),
  'ipr.cheng.rate': (v) => ({ q: chengHorizontalRate({ ...pwf(v), ...max(v) }).value }),
  'ipr.cheng.pwf': (v) => ({ p_wf: chengHorizontalPressure({ ...rate(v), ...max(v) }).value }),
  'ipr.horizontal.borisovPI': (v) => ({ J: borisovHorizontalIndex(horizontal(v)).value }),
  'ipr.horizontal.joshiPI': (v) => ({ J: joshiHorizontalIndex(horizontal(v)).value }),

  'ipr.gas.darcyPressureSquared': pressureSquared,
  'ipr.gas.darcyPseudopressure': pseudopressure,
  'ipr.gas.pseudopressure': pseudopressure,
  'ipr.gas.pseudopressureRate': pseudopressure,
  'ipr.gas.backpressureRate': fetkovichFlow,
  'ipr.gas.backpressurePwf': fetkovichPwf,
  'ipr.gas.backpressureAof': fetkovichOpenFlow,
  'ipr.gas.backpressureFit': fitFetkovich,
};

export const ipr: VectorAdapter = inFieldUnits({
  ...linear,
  ...solutionGas,
  ...multiRate,
  ...horizontalAndGas,
});
