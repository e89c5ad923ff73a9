import { bourdetDerivative } from '../../src/well-test/bourdet.ts';
import { analyzeHorner, analyzeMdh, fitHorner, fitMdh } from '../../src/well-test/build-up.ts';

import {
  dimensionlessPressure,
  dimensionlessTime,
  radiusOfInvestigation,
  timeToInvestigate,
  timeToPseudoSteadyState,
} from '../../src/well-test/investigation.ts';
import { lineSourcePressure } from '../../src/well-test/line-source.ts';
import {
  buildUpSkin,
  drawdownSkin,
  flowEfficiency,
  permeabilityFromSlope,
  skinPressureDrop,
  slopeFromPermeability,
} from '../../src/well-test/semilog.ts';
import {
  dimensionlessWellboreStorage,
  wellboreStorageFromUnitSlope,
  wellboreStorageFullOfFluid,
  wellboreStorageRisingLevel,
} from '../../src/well-test/wellbore-storage.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { firstOf, inUnit, listInUnit } from './field-units.ts';

const flowOf = (inputs: VectorReader) => ({
  rateStbd: inUnit(inputs, 'q', 'STB/d'),
  oilFvf: inputs.number(firstOf(inputs, 'B', 'Bo')),
  oilViscosityCp: inUnit(inputs, 'mu', 'cP'),
  thicknessFt: inUnit(inputs, 'h', 'ft'),
});

const rockOf = (inputs: VectorReader) => ({
  porosity: inUnit(inputs, firstOf(inputs, 'porosity', 'phi'), 'fraction'),
  oilViscosityCp: inUnit(inputs, 'mu', 'cP'),
  totalCompressibilityPerPsi: inUnit(inputs, firstOf(inputs, 'ct', 'c_t'), '1/psi'),
});

const slopeOf = (inputs: VectorReader) => inputs.number(firstOf(inputs, 'slope', 'm'));
const k = (inputs: VectorReader) => inUnit(inputs, 'k', 'mD');
const hours = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'h');
const psi = (inputs: VectorReader, ...names: readonly string[]) =>
  inUnit(inputs, firstOf(inputs, ...names), 'psi');
const wellRadius = (inputs: VectorReader) => inUnit(inputs, firstOf(inputs, 'r_w', 'rw'), 'ft');

const skinInput = (inputs: VectorReader) => ({
  ...rockOf(inputs),
  slopePsiPerCycle: slopeOf(inputs),
  permeabilityMd: k(inputs),
  wellboreRadiusFt: wellRadius(inputs),
  oneHourPressurePsi: psi(inputs, 'p_1hr', 'p1hr'),
});

const buildUp = (inputs: VectorReader) => ({
  shutInTimesHours: listInUnit(inputs, firstOf(inputs, 'dt', 't'), 'h'),
  shutInPressuresPsi: listInUnit(inputs, firstOf(inputs, 'p_ws', 'p'), 'psi'),
  ...(inputs.has('t_from') ? { fromHours: hours(inputs, 't_from') } : {}),
  ...(inputs.has('t_to') ? { toHours: hours(inputs, 't_to') } : {}),
});

const producing = (inputs: VectorReader) => ({
  producingTimeHours: hours(inputs, 'tp', 't_p'),
});

const permeability: VectorFunction = (inputs) => ({
  k: permeabilityFromSlope({ ...flowOf(inputs), slopePsiPerCycle: slopeOf(inputs) }).value,
});
const slope: VectorFunction = (inputs) => ({
  slope: slopeFromPermeability({ ...flowOf(inputs), permeabilityMd: k(inputs) }).value,
});
const buildUpSkinOutputs: VectorFunction = (inputs) => ({
  skin: buildUpSkin({
    ...skinInput(inputs),
    flowingPressurePsi: psi(inputs, 'p_wf'),
    ...(inputs.has(firstOf(inputs, 'tp', 't_p')) ? producing(inputs) : {}),
  }).value,
});
const drawdownSkinOutputs: VectorFunction = (inputs) => ({
  skin: drawdownSkin({ ...skinInput(inputs), initialPressurePsi: psi(inputs, 'p_i') }).value,
});
const analysisInput = (inputs: VectorReader) => ({
  ...flowOf(inputs),
  ...rockOf(inputs),
  ...buildUp(inputs),
  wellboreRadiusFt: wellRadius(inputs),
  flowingPressurePsi: psi(inputs, 'p_wf'),
});

const timeToPseudoSteady: VectorFunction = (inputs) => {
  const rock = { ...rockOf(inputs), permeabilityMd: k(inputs) };
  const area = firstOf(inputs, 'A', 'area');
  if (!inputs.has(area)) {
    const radiusFt = inUnit(inputs, firstOf(inputs, 'r_e', 're', 'r'), 'ft');
    return { t: timeToInvestigate({ ...rock, radiusFt }).value };
  }
  return {
    t: timeToPseudoSteadyState({
      ...rock,
      drainageAreaFt2: inUnit(inputs, area, 'ft2'),
      dimensionlessAreaTime: inputs.number(firstOf(inputs, 't_DA', 'tDA'), 0.1),
    }).value,
  };
};

const efficiency: VectorFunction = (inputs) => {
  const FE = flowEfficiency({
    averagePressurePsi: psi(inputs, 'p_avg', 'p_r', 'p_star'),
    flowingPressurePsi: psi(inputs, 'p_wf'),
    skinPressureDropPsi: psi(inputs, 'dp_skin', 'dp_s'),
  }).value;
  return { FE, DR: 1 / FE };
};

const storage: VectorFunction = (inputs) => {
  if (inputs.has('rho')) {
    const name = firstOf(inputs, 'A', 'area', 'A_wb');
    return {
      C: wellboreStorageRisingLevel({
        wellboreAreaFt2: inUnit(inputs, name, 'ft2'),
        liquidDensityLbFt3: inUnit(inputs, 'rho', 'lb/ft3'),
      }).value,
    };
  }
  if (!inputs.has('q')) {
    return {
      C: wellboreStorageFullOfFluid({
        wellboreVolumeBbl: inputs.number(firstOf(inputs, 'V', 'V_wb', 'V_w')),
        fluidCompressibilityPerPsi: inUnit(inputs, firstOf(inputs, 'c', 'c_wb', 'c_w'), '1/psi'),
      }).value,
    };
  }
  return {
    C: wellboreStorageFromUnitSlope({
      rateStbd: inUnit(inputs, 'q', 'STB/d'),
      oilFvf: inputs.number(firstOf(inputs, 'B', 'Bo')),
      timeHours: hours(inputs, 'dt', 't'),
      pressureChangePsi: psi(inputs, 'dp'),
    }).value,
  };
};

const dimensionlessStorage: VectorFunction = (inputs) => {
  const CD = dimensionlessWellboreStorage({
    storageBblPerPsi: inputs.number('C'),
    porosity: rockPorosity(inputs),
    totalCompressibilityPerPsi: inUnit(inputs, firstOf(inputs, 'ct', 'c_t'), '1/psi'),
    thicknessFt: inUnit(inputs, 'h', 'ft'),
    wellboreRadiusFt: wellRadius(inputs),
  }).value;
  return { CD, C_D: CD };
};

const rockPorosity = (inputs: VectorReader) =>
  inUnit(inputs, firstOf(inputs, 'porosity', 'phi'), 'fraction');

const lineSource: VectorFunction = (inputs) => {
  const p = lineSourcePressure({
    ...flowOf(inputs),
    ...rockOf(inputs),
    permeabilityMd: k(inputs),
    initialPressurePsi: psi(inputs, 'p_i'),
    radiusFt: inUnit(inputs, firstOf(inputs, 'r', 'r_w'), 'ft'),
    timeHours: hours(inputs, 't'),
    ...(inputs.has('skin') ? { skin: inputs.number('skin') } : {}),
  }).value;
  return { p, p_wf: p, dp: psi(inputs, 'p_i') - p };
};

const derivative: VectorFunction = (inputs) => {
  const { values } = bourdetDerivative({
    timesHours: listInUnit(inputs, firstOf(inputs, 't', 'dt'), 'h'),
    pressureChangesPsi: listInUnit(inputs, firstOf(inputs, 'dp', 'p'), 'psi'),
    smoothing: inputs.number(firstOf(inputs, 'L', 'smoothing'), 0),
  });
  return { derivative: values, dp_prime: values, dpdlnt: values };
};

const timeToReach: VectorFunction = (inputs) => ({
  t: timeToInvestigate({
    ...rockOf(inputs),
    permeabilityMd: k(inputs),
    radiusFt: inUnit(inputs, firstOf(inputs, 'r', 'r_i', 'r_e'), 'ft'),
  }).value,
});

export const welltest: VectorAdapter = {
  'welltest.buildup.permeability': permeability,
  'welltest.drawdown.permeability': permeability,
  'welltest.horner.permeability': permeability,
  'welltest.mdh.permeability': permeability,
  'welltest.mdh.slopeFromK': slope,
  'welltest.horner.slopeFromK': slope,
  'welltest.buildup.slopeFromK': slope,
  'welltest.drawdown.slopeFromK': slope,
  'welltest.buildup.skin': buildUpSkinOutputs,
  'welltest.horner.skin': buildUpSkinOutputs,
  'welltest.mdh.skin': buildUpSkinOutputs,
  'welltest.drawdown.skin': drawdownSkinOutputs,
  'welltest.skinPressureDrop': (inputs) => ({
    dp_skin: skinPressureDrop({
      slopePsiPerCycle: slopeOf(inputs),
      skin: inputs.number(firstOf(inputs, 'skin', 's')),
    }).value,
  }),
  'welltest.horner.slope': (inputs) => {
    const line = fitHorner({ ...buildUp(inputs), ...producing(inputs) });
    return {
      slope: line.slopePsiPerCycle,
      p_star: line.extrapolatedPressurePsi,
      p_1hr: line.oneHourPressurePsi,
    };
  },
  'welltest.horner.analyze': (inputs) => {
    const found = analyzeHorner({ ...analysisInput(inputs), ...producing(inputs) });
    return {
      k: found.permeabilityMd,
      skin: found.skin,
      p_star: found.extrapolatedPressurePsi,
      slope: found.slopePsiPerCycle,
      p_1hr: found.oneHourPressurePsi,
      dp_skin: found.skinPressureDropPsi,
    };
  },
  'welltest.mdh.slope': (inputs) => {
    const line = fitMdh(buildUp(inputs));
    return { slope: line.slopePsiPerCycle, p_1hr: line.oneHourPressurePsi };
  },
  'welltest.mdh.analyze': (inputs) => {
    const found = analyzeMdh(analysisInput(inputs));
    return {
      k: found.permeabilityMd,
      skin: found.skin,
      slope: found.slopePsiPerCycle,
      p_1hr: found.oneHourPressurePsi,
      dp_skin: found.skinPressureDropPsi,
    };
  },
  'welltest.radiusOfInvestigation': (inputs) => {
    const r = radiusOfInvestigation({
      ...rockOf(inputs),
      permeabilityMd: k(inputs),
      timeHours: hours(inputs, 't', 'dt'),
    }).value;
    return { r, r_i: r, r_inv: r };
  },
  'welltest.timeToReachRadius': timeToReach,
  'welltest.timeOfInvestigation': timeToReach,
  'welltest.timeToPseudoSteady': timeToPseudoSteady,
  'welltest.flowEfficiency': efficiency,
  'welltest.damageRatio': efficiency,

  'welltest.wellboreStorage': storage,
  'welltest.wellboreStorage.unitSlope': storage,
  'welltest.wellboreStorage.fluidFilled': storage,
  'welltest.wellboreStorage.risingLevel': storage,
  'welltest.wellboreStorage.dimensionless': dimensionlessStorage,
  'welltest.wellboreStorageDimensionless': dimensionlessStorage,
  'welltest.dimensionlessWellboreStorage': dimensionlessStorage,

  'welltest.lineSourcePressure': lineSource,

  'welltest.bourdetDerivative': derivative,
  'welltest.bourdet.derivative': derivative,
  'welltest.bourdet': derivative,

  'welltest.dimensionlessTime': (inputs) => {
    const value = dimensionlessTime({
      ...rockOf(inputs),
      permeabilityMd: k(inputs),
      timeHours: hours(inputs, 't'),
      radiusFt: inUnit(inputs, firstOf(inputs, 'r_w', 'r'), 'ft'),
    }).value;
    return { tD: value, t_D: value };
  },
  'welltest.dimensionlessPressure': (inputs) => {
    const value = dimensionlessPressure({
      ...flowOf(inputs),
      permeabilityMd: k(inputs),
      pressureChangePsi: inputs.has('dp')
        ? psi(inputs, 'dp')
        : psi(inputs, 'p_i') - psi(inputs, 'p_wf', 'p'),
    }).value;
    return { pD: value, p_D: value };
  },
};
