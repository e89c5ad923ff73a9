import { driveIndices } from '../../src/reservoir/drive-indices.ts';
import {
  cumulativeAtPOverZ,
  fitPOverZ,
  pOverZAtCumulative,
} from '../../src/reservoir/gas-material-balance.ts';
import {
  havlenaOdehGasCap,
  havlenaOdehOilInPlace,
  havlenaOdehWaterDrive,
} from '../../src/reservoir/havlena-odeh.ts';
import {
  havlenaOdehTerms,
  type HavlenaOdehTerms,
} from '../../src/reservoir/oil-material-balance.ts';
import {
  effectiveCompressibility,
  undersaturatedOilInPlace,
} from '../../src/reservoir/undersaturated.ts';
import {
  gasInPlace,
  oilInPlace,
  recoveryFactor,
  volumetricGasRecoveryFactor,
} from '../../src/reservoir/volumetrics.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { convert, firstOf, inUnit, listInUnit } from './field-units.ts';

const poreVolume = (inputs: VectorReader) => ({
  areaAcre: inUnit(inputs, firstOf(inputs, 'area', 'A'), 'acre'),
  thicknessFt: inUnit(inputs, 'h', 'ft'),
  porosity: inUnit(inputs, firstOf(inputs, 'porosity', 'phi'), 'fraction'),
  waterSaturation: inUnit(inputs, firstOf(inputs, 'Sw', 'Swi', 'Swc'), 'fraction'),
});

const rockOf = (inputs: VectorReader) => ({
  oilCompressibilityPerPsi: inUnit(inputs, 'co', '1/psi'),
  waterCompressibilityPerPsi: inUnit(inputs, 'cw', '1/psi', 0),
  rockCompressibilityPerPsi: inUnit(inputs, 'cf', '1/psi', 0),
  connateWaterSaturation: inUnit(inputs, firstOf(inputs, 'Swi', 'Sw', 'Swc'), 'fraction', 0),
});

function termsOf(inputs: VectorReader): HavlenaOdehTerms {
  const wp = ['Wp'].find((name) => inputs.has(name));
  return havlenaOdehTerms({
    ...(inputs.has('p') ? { pressuresPsia: listInUnit(inputs, 'p', 'psia') } : {}),
    cumulativeOil: inputs.numbers('Np'),
    cumulativeGorsScfStb: inputs.numbers('Rp'),
    oilFvfs: inputs.numbers('Bo'),
    solutionGorsScfStb: inputs.numbers('Rs'),
    gasFvfsRbScf: convert(inputs.numbers('Bg'), inputs.unit('Bg'), 'rb/scf'),
    ...(wp === undefined ? {} : { cumulativeWater: inputs.numbers(wp) }),
    waterFvf: inputs.number('Bw', 1),
    waterCompressibilityPerPsi: inUnit(inputs, 'cw', '1/psi', 0),
    rockCompressibilityPerPsi: inUnit(inputs, 'cf', '1/psi', 0),
    connateWaterSaturation: inUnit(inputs, firstOf(inputs, 'Swi', 'Sw'), 'fraction', 0),
  });
}

const gasCapFit: VectorFunction = (inputs) => {
  const { oilInPlace: N, gasCapRatio: m, rSquared } = havlenaOdehGasCap(termsOf(inputs));
  return { N, m, mN: m * N, intercept: N, slope: m * N, R2: rSquared, r2: rSquared };
};

const oilGivenM: VectorFunction = (inputs) => ({
  N: havlenaOdehOilInPlace({ terms: termsOf(inputs), gasCapRatio: inputs.number('m', 0) }).value,
});

const pOverZPredict: VectorFunction = (inputs) => ({
  pz: pOverZAtCumulative({
    initialPOverZPsia: initialPOverZ(inputs),
    gasInPlace: inputs.number('G'),
    cumulativeGas: inputs.number('Gp'),
  }).value,
});

const pOverZCumulative: VectorFunction = (inputs) => ({
  Gp: cumulativeAtPOverZ({
    initialPOverZPsia: initialPOverZ(inputs),
    pOverZPsia: inputs.has('pz')
      ? inUnit(inputs, 'pz', 'psia')
      : inUnit(inputs, firstOf(inputs, 'p', 'p_abandon'), 'psia') /
        inputs.number(firstOf(inputs, 'z', 'z_abandon')),
    gasInPlace: inputs.number('G'),
  }).value,
});

const initialPOverZ = (inputs: VectorReader): number =>
  inputs.has('pz_i')
    ? inUnit(inputs, 'pz_i', 'psia')
    : inUnit(inputs, 'p_i', 'psia') / inputs.number('z_i');

const drives: VectorFunction = (inputs) => {
  const water = inputs.has('Wp') ? inputs.number('Wp') * inputs.number('Bw', 1) : 0;
  const found = driveIndices({
    oilInPlace: inputs.number('N'),
    gasCapRatio: inputs.number('m', 0),
    oilExpansion: inputs.number('Eo'),
    gasCapExpansion: inputs.number('Eg', 0),
    rockWaterExpansion: inputs.number('Efw', 0),
    withdrawalRb: inputs.number('F'),
    waterInfluxRb: inputs.number('We', 0),
    waterProductionRb: water,
  });
  return {
    DDI: found.depletion,
    SDI: found.gasCap,
    WDI: found.water,
    EDI: found.rockWater,
    CDI: found.rockWater,
    sum: found.sum,
  };
};

const undersaturated: VectorFunction = (inputs) => {
  const found = undersaturatedOilInPlace({
    ...rockOf(inputs),
    initialPressurePsia: inUnit(inputs, 'p_i', 'psia'),
    initialOilFvf: inputs.number('Boi'),
    pressuresPsia: listInUnit(inputs, 'p', 'psia'),
    cumulativeOil: listInUnit(inputs, 'Np', inputs.unit('Np')),
    ...(inputs.has('Wp') ? { cumulativeWater: listInUnit(inputs, 'Wp', inputs.unit('Wp')) } : {}),
    waterFvf: inputs.number('Bw', 1),
  });
  return { N: found.oilInPlace, c_e: found.effectiveCompressibilityPerPsi };
};

export const mbal: VectorAdapter = {
  'mbal.ooip.volumetric': (inputs) => ({
    N: oilInPlace({
      ...poreVolume(inputs),
      oilFvf: inputs.number(firstOf(inputs, 'Boi', 'Bo')),
    }).value,
  }),
  'mbal.ogip.volumetric': (inputs) => ({
    G: gasInPlace({
      ...poreVolume(inputs),
      gasFvf: inUnit(inputs, firstOf(inputs, 'Bgi', 'Bg'), 'ft3/scf'),
    }).value,
  }),
  'mbal.recoveryFactor': (inputs) => ({
    RF: recoveryFactor({
      inPlace: inputs.number(firstOf(inputs, 'N', 'G')),
      produced: inputs.number(firstOf(inputs, 'Np', 'Gp')),
    }).value,
  }),
  'mbal.gas.recoveryFactor': (inputs) => ({
    RF: volumetricGasRecoveryFactor({
      initialPressurePsia: inUnit(inputs, 'p_i', 'psia'),
      initialZFactor: inputs.number('z_i'),
      abandonmentPressurePsia: inUnit(inputs, firstOf(inputs, 'p_abandon', 'p_a'), 'psia'),
      abandonmentZFactor: inputs.number(firstOf(inputs, 'z_abandon', 'z_a')),
    }).value,
  }),
  'mbal.gas.pOverZ.fit': (inputs) => {
    const line = fitPOverZ({
      pressuresPsia: listInUnit(inputs, 'p', 'psia'),
      zFactors: inputs.numbers('z'),
      cumulativeGas: inputs.numbers('Gp'),
    });
    return {
      G: line.gasInPlace,
      intercept: line.interceptPsia,
      slope: line.slopePsia,
      R2: line.rSquared,
    };
  },
  'mbal.gas.pOverZ.predict': pOverZPredict,
  'mbal.gas.pOverZ.cumulative': pOverZCumulative,
  'mbal.gas.pOverZ.cumulativeAtPressure': pOverZCumulative,
  'mbal.gas.pOverZ.gp': pOverZCumulative,

  'mbal.oil.terms': (inputs) => {
    const terms = termsOf(inputs);
    return {
      F: terms.withdrawalRb,
      Eo: terms.oilExpansion,
      Eg: terms.gasCapExpansion,
      Efw: terms.rockWaterExpansion,
    };
  },
  'mbal.oil.havlenaOdeh.ooipGivenM': oilGivenM,
  'mbal.oil.havlenaOdeh.ooip': oilGivenM,
  'mbal.oil.havlenaOdeh.ooipAndM': gasCapFit,
  'mbal.oil.havlenaOdeh.ooipAndGasCap': gasCapFit,
  'mbal.oil.havlenaOdeh.gasCap': gasCapFit,
  'mbal.oil.havlenaOdeh.fit': gasCapFit,
  'mbal.oil.havlenaOdeh.waterDrive': (inputs) => {
    const found = havlenaOdehWaterDrive({
      terms: termsOf(inputs),
      influxFunction: inputs.numbers('We'),
      gasCapRatio: inputs.number('m', 0),
    });
    return { N: found.oilInPlace, C: found.aquiferConstant, slope: found.aquiferConstant };
  },
  'mbal.oil.undersaturated.ooip': undersaturated,
  'mbal.oil.undersaturated.effectiveCompressibility': (inputs) => ({
    c_e: effectiveCompressibility(rockOf(inputs)).value,
  }),
  'mbal.effectiveCompressibility': (inputs) => ({
    c_e: effectiveCompressibility(rockOf(inputs)).value,
  }),
  'mbal.oil.effectiveCompressibility': (inputs) => ({
    c_e: effectiveCompressibility(rockOf(inputs)).value,
  }),
  'mbal.oil.driveIndices': drives,
};
