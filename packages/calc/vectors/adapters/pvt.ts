import * as calc from '../../src/pvt/index.ts';
import { convertUnit } from '../../src/units/index.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';

const { NaN: NONE } = Number;

/** A number under the first of its names that the vector has, in the unit that the package takes. */
function read(inputs: VectorReader, names: string, unit = '', fallback = NONE): number {
  const name = names.split(' ').find((candidate) => inputs.has(candidate));
  if (name === undefined) return fallback;
  const of = inputs.unit(name);
  if (unit === '' || of === unit || ['1', 'degAPI', 'fraction', 'wt%'].includes(of)) {
    return inputs.number(name);
  }
  return convertUnit({ value: inputs.number(name), from: of, to: unit }).value;
}

const pressurePsia = (inputs: VectorReader): number => read(inputs, 'p pressure', 'psia');
const temperatureF = (inputs: VectorReader): number => read(inputs, 'T t temperature', 'degF');
const gasGravity = (inputs: VectorReader): number => read(inputs, 'gas_sg sg gg');
const oilApi = (inputs: VectorReader): number =>
  inputs.has('api') ? inputs.number('api') : calc.oilApiGravity(read(inputs, 'oil_sg sg_o')).value;
const solutionGorScfStb = (inputs: VectorReader): number =>
  read(inputs, 'rs rsb Rs gor', 'scf/STB');

/** The inputs that the vector gives, without the names that it does not. */
function given<Input extends object>(input: Input): Input {
  const entries = Object.entries(input).filter(([, value]) => !Number.isNaN(value));
  // The dropped entries are those that the called function does not read.
  return Object.fromEntries(entries) as Input;
}

const crude = (inputs: VectorReader) =>
  given({
    temperatureF: temperatureF(inputs),
    oilApi: oilApi(inputs),
    gasGravity: gasGravity(inputs),
  });
const crudeAtPressure = (inputs: VectorReader) => ({
  ...crude(inputs),
  pressurePsia: pressurePsia(inputs),
});
const crudeWithGas = (inputs: VectorReader) => ({
  ...crude(inputs),
  solutionGorScfStb: solutionGorScfStb(inputs),
});

function separatorGravity(inputs: VectorReader): number {
  return calc.vazquezBeggsGasGravity({
    gasGravity: gasGravity(inputs),
    oilApi: oilApi(inputs),
    separatorTemperatureF: read(inputs, 'T_sep Tsep', 'degF'),
    separatorPressurePsia: read(inputs, 'p_sep psep', 'psia'),
  }).value;
}

function gasGravity100Psig(inputs: VectorReader): number {
  if (inputs.has('gas_sg_100')) return inputs.number('gas_sg_100');
  return inputs.has('p_sep') ? separatorGravity(inputs) : gasGravity(inputs);
}

const vazquezBeggs = (inputs: VectorReader) =>
  given({
    temperatureF: temperatureF(inputs),
    oilApi: oilApi(inputs),
    gasGravity100Psig: gasGravity100Psig(inputs),
    pressurePsia: pressurePsia(inputs),
    solutionGorScfStb: solutionGorScfStb(inputs),
  });

const saturated = (inputs: VectorReader) => ({
  deadOilViscosityCp: read(inputs, 'mu_dead mu_od mud', 'cP'),
  solutionGorScfStb: solutionGorScfStb(inputs),
});
const undersaturated = (inputs: VectorReader) => ({
  bubblePointViscosityCp: read(inputs, 'mu_bubble mu_ob mub', 'cP'),
  bubblePointPsia: read(inputs, 'p_bubble pb', 'psia'),
  pressurePsia: pressurePsia(inputs),
});

const impurities = (inputs: VectorReader) => ({
  hydrogenSulfideFraction: read(inputs, 'h2s H2S', 'fraction', 0),
  carbonDioxideFraction: read(inputs, 'co2 CO2', 'fraction', 0),
  nitrogenFraction: read(inputs, 'n2 N2', 'fraction', 0),
});

const Z_METHODS: Readonly<Record<string, calc.ZFactorMethod>> = {
  DAK: 'dranchuk-abou-kassem',
  HY: 'hall-yarborough',
  DPR: 'dranchuk-purvis-robinson',
  PAPAY: 'papay',
  BB: 'brill-beggs',
};
const CRITICAL_METHODS: Readonly<Record<string, calc.PseudoCriticalMethod>> = {
  PMC: 'piper',
  SUT: 'sutton',
  SUTTON: 'sutton',
  PIPER: 'piper',
  STANDING: 'standing',
};

function chosen<Method>(methods: Readonly<Record<string, Method>>, name: string): Method {
  const method = methods[name.toUpperCase()];
  if (method === undefined) throw new Error(`no method ${name}`);
  return method;
}

const gas = (inputs: VectorReader) =>
  given({
    gasGravity: gasGravity(inputs),
    ...impurities(inputs),
    temperatureF: temperatureF(inputs),
    pressurePsia: pressurePsia(inputs),
    zMethod: chosen(Z_METHODS, inputs.text('z_method', 'DAK')),
    criticalMethod: chosen(CRITICAL_METHODS, inputs.text('critical_method', 'PMC')),
  });

function gasState(inputs: VectorReader) {
  const state = gas(inputs);
  const z = read(inputs, 'z Z');
  const zFactor = Number.isNaN(z) ? calc.naturalGasZFactor(state).value : z;
  return { ...state, zFactor };
}

const reduced = (inputs: VectorReader): calc.ReducedState => ({
  pseudoReducedTemperature: read(inputs, 'tpr Tpr'),
  pseudoReducedPressure: read(inputs, 'ppr Ppr'),
});

const zFactor =
  (formula: (state: calc.ReducedState) => { readonly value: number }): VectorFunction =>
  (inputs) => ({ z: formula(reduced(inputs)).value });

const pseudoCritical =
  (method: calc.PseudoCriticalMethod): VectorFunction =>
  (inputs) => {
    const isCondensate = /condensate/iu.test(inputs.text('system', ''));
    const point = calc.gasPseudoCritical({
      gasGravity: gasGravity(inputs),
      ...impurities(inputs),
      method: method === 'standing' && isCondensate ? 'standing-condensate' : method,
    });
    return { tpc: point.temperatureR, ppc: point.pressurePsia };
  };

const pseudoPressure = (inputs: VectorReader): number =>
  calc.gasPseudoPressureDifference({
    ...gas(inputs),
    leeGonzalezEakin: /orig/iu.test(inputs.text('viscosity', '')) ? 'original' : 'modified',
    fromPressurePsia: read(inputs, 'p1', 'psia', 0),
    toPressurePsia: read(inputs, 'p2 p', 'psia'),
  }).value;

const water = (inputs: VectorReader) =>
  given({
    pressurePsia: pressurePsia(inputs),
    temperatureF: temperatureF(inputs),
    salinityWeightPercent: read(inputs, 'salinity s S', 'percent', 0),
  });

const oil: VectorAdapter = {
  'pvt.oilSgFromApi': (i) => ({ sg: calc.oilSpecificGravity(i.number('api')).value }),
  'pvt.apiFromOilSg': (i) => ({ api: calc.oilApiGravity(i.number('sg')).value }),
  'pvt.pb.standing': (i) => ({ pb: calc.standingBubblePoint(crudeWithGas(i)).value }),
  'pvt.rs.standing': (i) => ({ rs: calc.standingSolutionGor(crudeAtPressure(i)).value }),
  'pvt.bo.standing': (i) => ({ bo: calc.standingOilFvf(crudeWithGas(i)).value }),
  'pvt.pb.glaso': (i) => ({ pb: calc.glasoBubblePoint(crudeWithGas(i)).value }),
  'pvt.rs.glaso': (i) => ({ rs: calc.glasoSolutionGor(crudeAtPressure(i)).value }),
  'pvt.bo.glaso': (i) => ({ bo: calc.glasoOilFvf(crudeWithGas(i)).value }),
  'pvt.pb.alMarhoun': (i) => ({ pb: calc.alMarhounBubblePoint(crudeWithGas(i)).value }),
  'pvt.rs.alMarhoun': (i) => ({ rs: calc.alMarhounSolutionGor(crudeAtPressure(i)).value }),
  'pvt.bo.alMarhoun': (i) => ({ bo: calc.alMarhounOilFvf(crudeWithGas(i)).value }),
  'pvt.pb.petroskyFarshad': (i) => ({
    pb: calc.petroskyFarshadBubblePoint(crudeWithGas(i)).value,
  }),
  'pvt.rs.petroskyFarshad': (i) => ({
    rs: calc.petroskyFarshadSolutionGor(crudeAtPressure(i)).value,
  }),
  'pvt.bo.petroskyFarshad': (i) => ({ bo: calc.petroskyFarshadOilFvf(crudeWithGas(i)).value }),
  'pvt.pb.lasater': (i) => ({
    y_g: calc.lasaterGasMoleFraction(crudeWithGas(i)).value,
    pb: calc.lasaterBubblePoint(crudeWithGas(i)).value,
  }),
  'pvt.rs.lasater': (i) => ({ rs: calc.lasaterSolutionGor(crudeAtPressure(i)).value }),

  'pvt.gasSg100.vazquezBeggs': (i) => ({ gas_sg_100: separatorGravity(i) }),
  'pvt.pb.vazquezBeggs': (i) => ({ pb: calc.vazquezBeggsBubblePoint(vazquezBeggs(i)).value }),
  'pvt.rs.vazquezBeggs': (i) => ({ rs: calc.vazquezBeggsSolutionGor(vazquezBeggs(i)).value }),
  'pvt.bo.vazquezBeggs': (i) => ({ bo: calc.vazquezBeggsOilFvf(vazquezBeggs(i)).value }),
  'pvt.co.vazquezBeggs': (i) => ({
    co: calc.vazquezBeggsOilCompressibility({
      ...vazquezBeggs(i),
      bubblePointGorScfStb: solutionGorScfStb(i),
    }).value,
  }),

  'pvt.bo.undersaturated': (i) => ({
    bo: calc.undersaturatedOilFvf({
      bubblePointFvf: read(i, 'bob bo_b', 'rb/STB'),
      oilCompressibilityPerPsi: read(i, 'co', '1/psi'),
      bubblePointPsia: read(i, 'p_bubble pb', 'psia'),
      pressurePsia: pressurePsia(i),
    }).value,
  }),
  'pvt.oil.densitySaturated': (i) => ({
    rho: calc.oilDensity({ ...crudeWithGas(i), oilFvf: read(i, 'bo', 'rb/STB') }).value,
  }),
  'pvt.oil.densityUndersaturated': (i) => ({
    rho: calc.undersaturatedOilDensity({
      bubblePointDensityLbFt3: read(i, 'rho_b rhob rho_bubble', 'lb/ft3'),
      oilCompressibilityPerPsi: read(i, 'co', '1/psi'),
      bubblePointPsia: read(i, 'p_bubble pb', 'psia'),
      pressurePsia: pressurePsia(i),
    }).value,
  }),
};

const viscosity: VectorAdapter = {
  'pvt.mu.dead.beggsRobinson': (i) => ({ mu: calc.beggsRobinsonDeadOilViscosity(crude(i)).value }),
  'pvt.mu.dead.glaso': (i) => ({ mu: calc.glasoDeadOilViscosity(crude(i)).value }),
  'pvt.mu.dead.beal': (i) => ({ mu: calc.bealDeadOilViscosity(crude(i)).value }),
  'pvt.mu.dead.bergman': (i) => ({ mu: calc.bergmanDeadOilViscosity(crude(i)).value }),
  'pvt.mu.saturated.beggsRobinson': (i) => ({
    mu: calc.beggsRobinsonSaturatedOilViscosity(saturated(i)).value,
  }),
  'pvt.mu.saturated.chewConnally': (i) => ({
    mu: calc.chewConnallySaturatedOilViscosity(saturated(i)).value,
  }),
  'pvt.mu.undersaturated.vazquezBeggs': (i) => ({
    mu: calc.vazquezBeggsUndersaturatedOilViscosity(undersaturated(i)).value,
  }),
  'pvt.mu.undersaturated.bergmanSutton': (i) => ({
    mu: calc.bergmanSuttonUndersaturatedOilViscosity(undersaturated(i)).value,
  }),

  'pvt.sigma.oilGas.bakerSwerdloff': (i) => ({
    sigma_dead: calc.bakerSwerdloffDeadOilSurfaceTension(crude(i)).value,
    sigma: calc.bakerSwerdloffOilSurfaceTension(crudeAtPressure(i)).value,
  }),
};

const gases: VectorAdapter = {
  'pvt.gas.pseudoCritical.sutton': pseudoCritical('sutton'),
  'pvt.gas.pseudoCritical.standing': pseudoCritical('standing'),
  'pvt.gas.pseudoCritical.piper': pseudoCritical('piper'),
  'pvt.gas.wichertAziz': (i) => {
    const corrected = calc.wichertAzizCorrection({
      ...impurities(i),
      pseudoCriticalTemperatureR: read(i, 'tpc', 'degR'),
      pseudoCriticalPressurePsia: read(i, 'ppc', 'psia'),
    });
    return {
      epsilon: corrected.epsilonR,
      tpc_corrected: corrected.temperatureR,
      ppc_corrected: corrected.pressurePsia,
    };
  },
  'pvt.gas.z.standingKatz': zFactor(calc.dranchukAbouKassemZFactor),
  'pvt.gas.z.hallYarborough': zFactor(calc.hallYarboroughZFactor),
  'pvt.gas.z.dranchukAbouKassem': zFactor(calc.dranchukAbouKassemZFactor),
  'pvt.gas.z.dranchukPurvisRobinson': zFactor(calc.dranchukPurvisRobinsonZFactor),
  'pvt.gas.z.papay': zFactor(calc.papayZFactor),
  'pvt.gas.z.brillBeggs': zFactor(calc.brillBeggsZFactor),
  'pvt.gas.z.fromSg': (i) => ({ z: calc.naturalGasZFactor(gas(i)).value }),
  'pvt.gas.bg': (i) => ({ bg: calc.gasFvf(gasState(i)).value }),
  'pvt.gas.density': (i) => ({ rho: calc.gasDensity(gasState(i)).value }),
  'pvt.gas.cg': (i) => ({ cg: calc.gasCompressibility(gas(i)).value }),
  'pvt.gas.mu.leeGonzalezEakin': (i) => ({
    mu: calc.leeGonzalezEakinGasViscosity(gasState(i)).value,
  }),
  'pvt.gas.mu.leeGonzalezEakinModified': (i) => ({
    mu: calc.leeGonzalezEakinModifiedGasViscosity(gasState(i)).value,
  }),
  'pvt.gas.pseudoPressureDifference': (i) => ({ dmp: pseudoPressure(i) }),
  'pvt.gas.pseudoPressure': (i) => ({ mp: pseudoPressure(i), m: pseudoPressure(i) }),
  'pvt.gas.pOverZToP': (i) => ({
    p: calc.pressureOfPOverZ({ ...gas(i), pOverZPsia: read(i, 'p_over_z', 'psia') }).value,
  }),
};

const waters: VectorAdapter = {
  'pvt.water.bw.mcCain': (i) => ({ bw: calc.mcCainWaterFvf(water(i)).value }),
  'pvt.water.bw.gould': (i) => ({ bw: calc.gouldWaterFvf(water(i)).value }),
  'pvt.water.rsw.mcCain': (i) => ({ rsw: calc.mcCainWaterSolutionGas(water(i)).value }),
  'pvt.water.mu.mcCain': (i) => ({
    mu: calc.mcCainWaterViscosity(water(i)).value,
    mu_1atm: calc.mcCainAtmosphericWaterViscosity(water(i)).value,
  }),
  'pvt.water.densityStd.mcCain': (i) => ({
    rho: calc.mcCainStandardWaterDensity(water(i).salinityWeightPercent).value,
  }),
  'pvt.water.cw.osif': (i) => ({
    cw: calc.osifWaterCompressibility({
      ...water(i),
      sodiumChlorideGramsPerLitre: read(i, 'nacl NaCl salinity', 'g/L', 0),
    }).value,
  }),
};

export const pvt: VectorAdapter = { ...oil, ...viscosity, ...gases, ...waters };
