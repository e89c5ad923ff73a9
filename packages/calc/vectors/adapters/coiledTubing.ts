import {
  coffinMansonLife,
  ctAxialStretch,
  ctBallooningStretch,
  ctBendingCycles,
  ctBendingStrain,
  ctBucklingForces,
  ctBurstPressure,
  ctCollapsePressure,
  ctHelicalContactForce,
  ctHoopStress,
  ctHoopStressLame,
  ctPlasticStrain,
  ctSection,
  ctSelfWeightStretch,
  ctThermalStretch,
  ctVerticalBucklingForces,
  ctVonMisesStress,
  ctYieldRadius,
  type HelicalCriterion,
  minerDamage,
} from '../../src/coiled-tubing/index.ts';
import type { VectorAdapter, VectorFunction, VectorReader } from '../adapter.ts';
import { inField, isMetric, perUnit } from './drilling-units.ts';

const od = (r: VectorReader) => ({ outsideDiameterIn: inField(r, 'od', 'in') });
const size = (r: VectorReader) => ({
  ...od(r),
  wallIn: inField(r, r.has('wall_min') ? 'wall_min' : 'wall', 'in'),
});
const modulus = (r: VectorReader) => ({ modulusPsi: inField(r, 'E', 'psi', 30e6) });
const strength = (r: VectorReader) => ({
  yieldStrengthPsi: inField(r, 'yield_strength', 'psi'),
});
const pressures = (r: VectorReader) => ({
  internalPressurePsi: inField(r, 'p_internal', 'psi', 0),
  externalPressurePsi: inField(r, 'p_external', 'psi', 0),
});
const bend = (r: VectorReader) => ({ ...od(r), bendRadiusIn: inField(r, 'bend_radius', 'in') });
const weight = (r: VectorReader) => ({
  buoyedWeightLbfPerFt: inField(r, 'buoyed_weight', 'lbf/ft'),
});
const holeDiameter = (r: VectorReader) => ({
  holeDiameterIn: inField(r, r.has('hole_id') ? 'hole_id' : 'd_hole', 'in'),
});

const buckling =
  (output: 'helicalLbf' | 'sinusoidalLbf', criterion: HelicalCriterion): VectorFunction =>
  (r) => {
    const forces = ctBucklingForces({
      ...size(r),
      ...weight(r),
      ...holeDiameter(r),
      ...modulus(r),
      inclinationDeg: inField(r, 'inclination', 'deg'),
      criterion,
    });
    return { F_crit: forces[output] };
  };

const cycles: VectorFunction = (r) => {
  const name = ['trips', 'n_trips', 'trip_count'].find((each) => r.has(each));
  return { cycles: ctBendingCycles(name === undefined ? 1 : r.number(name)).value };
};

const stretchUnit = (r: VectorReader): number => (isMetric(r, 'length') ? perUnit('m', 'ft') : 1);

const strains: VectorAdapter = {
  'ct.bendingStrain': (r) => ({ strain: ctBendingStrain(bend(r)).value }),
  'ct.yieldRadius': (r) => ({
    radius: ctYieldRadius({ ...od(r), ...strength(r), ...modulus(r) }).value,
  }),
  'ct.plasticStrain': (r) => ({
    plastic_strain: ctPlasticStrain({ ...bend(r), ...strength(r), ...modulus(r) }).value,
  }),
  'ct.coffinMansonLife': (r) => ({
    cycles: coffinMansonLife({
      strainAmplitude: r.number('strain_amplitude'),
      strengthCoefficientPsi: inField(r, 'sigma_f', 'psi'),
      strengthExponent: r.number('b'),
      ductilityCoefficient: r.number('eps_f'),
      ductilityExponent: r.number('c'),
      ...modulus(r),
    }).value,
  }),
  'ct.minerDamage': (r) => {
    const found = minerDamage({ cycles: r.numbers('n'), lifeCycles: r.numbers('N') });
    return { damage: found.damage, remaining_fraction: found.remainingFraction };
  },
  'ct.bendingCycles': cycles,
  'ct.bendingCyclesPerTrip': cycles,
  'ct.cyclesPerTrip': cycles,
  'ct.tripCycles': cycles,
};

const stresses: VectorAdapter = {
  'ct.hoopStress': (r) => ({
    sigma_hoop: ctHoopStress({ ...size(r), ...pressures(r) }).value,
  }),
  'ct.hoopStressLame': (r) => ({
    sigma_hoop_inner: ctHoopStressLame({ ...size(r), ...pressures(r) }).value,
  }),
  'ct.burst': (r) => ({ p: ctBurstPressure({ ...size(r), ...strength(r) }).value }),
  'ct.collapseOvality': (r) => {
    const found = ctCollapsePressure({
      ...size(r),
      ...strength(r),
      ...modulus(r),
      ovality: r.number('ovality', 0),
      poissonRatio: r.number('poisson', 0.3),
    });
    return {
      p_elastic: found.elasticPressurePsi,
      p_yield: found.yieldPressurePsi,
      p_collapse: found.collapsePressurePsi,
    };
  },
  'ct.vonMises': (r) => {
    const found = ctVonMisesStress({
      ...size(r),
      ...pressures(r),
      axialStressPsi: inField(r, 'sigma_axial', 'psi'),
      shearStressPsi: inField(r, 'tau', 'psi', 0),
    });
    return {
      sigma_hoop: found.hoopPsi,
      sigma_radial: found.radialPsi,
      sigma_vm: found.vonMisesPsi,
    };
  },
  'ct.sectionProperties': (r) => {
    const section = ctSection(size(r));
    return {
      area: section.areaIn2,
      I: section.momentOfInertiaIn4,
      weight: section.weightLbfPerFt,
      id: section.insideDiameterIn,
    };
  },
};

const bucklingAndStretch: VectorAdapter = {
  'ct.buckling.sinusoidal': buckling('sinusoidalLbf', 'wu'),
  'ct.buckling.helicalChen': buckling('helicalLbf', 'chen'),
  'ct.buckling.helicalWu': buckling('helicalLbf', 'wu'),
  'ct.buckling.helical': buckling('helicalLbf', 'wu'),
  'ct.buckling.helicalContactForce': (r) => ({
    contact_force: ctHelicalContactForce({
      ...size(r),
      ...holeDiameter(r),
      ...modulus(r),
      compressionLbf: inField(r, 'F', 'lbf'),
    }).value,
  }),
  'ct.buckling.vertical': (r) => {
    const found = ctVerticalBucklingForces({ ...size(r), ...weight(r), ...modulus(r) });
    return { F_sinusoidal: found.sinusoidalLbf, F_helical: found.helicalLbf };
  },
  'ct.stretch.axial': (r) => ({
    stretch:
      ctAxialStretch({
        ...size(r),
        ...modulus(r),
        lengthFt: inField(r, 'length', 'ft'),
        forceLbf: inField(r, 'F', 'lbf'),
      }).value / stretchUnit(r),
  }),
  'ct.stretch.selfWeight': (r) => ({
    stretch:
      ctSelfWeightStretch({
        ...size(r),
        ...modulus(r),
        ...weight(r),
        lengthFt: inField(r, 'length', 'ft'),
      }).value / stretchUnit(r),
  }),
  'ct.stretch.thermal': (r) => ({
    stretch:
      ctThermalStretch({
        lengthFt: inField(r, 'length', 'ft'),
        temperatureChangeF: inField(r, 'dT', 'degF'),
        expansionPerF: inField(r, 'alpha', '1/degF', 6.9e-6),
      }).value / stretchUnit(r),
  }),
  'ct.stretch.ballooning': (r) => ({
    stretch:
      ctBallooningStretch({
        ...size(r),
        ...modulus(r),
        ...pressures(r),
        poissonRatio: r.number('poisson', 0.3),
        lengthFt: inField(r, 'length', 'ft'),
      }).value / stretchUnit(r),
  }),
};

export const coiledTubing: VectorAdapter = { ...strains, ...stresses, ...bucklingAndStretch };
