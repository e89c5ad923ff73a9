import { argumentIssues, noSolution } from '../argument-issues.ts';
import { evaluate, unlessIssues } from '../evaluate.ts';
import { cos, max, min } from '../math.ts';
import { type Issue, isUsable, type Quantity } from '../quantity.ts';
import { DEGREE, STEEL_DENSITY_PPG } from './constants.ts';

/**
 * Computes the buoyancy factor of steel in mud: weight in mud over weight in air.
 *
 * @param input.mudWeightPpg - 0 or more, less than the steel, ppg
 * @param input.materialDensityPpg - 65.5 (default, steel); 37.6 for titanium, 23.3 for aluminium
 *
 * Validity: the same mud inside and outside.
 * Source: N.J. Lapeyrouse, Formulas and Calculations for Drilling, Production and Workover, chapter 1.
 */
export const buoyancyFactor = (input: {
  readonly mudWeightPpg: number;
  readonly materialDensityPpg?: number;
}): Quantity => {
  const values = { materialDensityPpg: STEEL_DENSITY_PPG, ...input };
  return evaluate(values, (given) => 1 - given.mudWeightPpg / given.materialDensityPpg, {
    mudWeightPpg: { min: 0, below: values.materialDensityPpg },
  });
};

/**
 * Computes the hook load of a string that hangs free in mud, lbf.
 *
 * @param input.airWeightLbf - weight of the string in air, 0 or more, lbf
 * @param input.blockWeightLbf - travelling equipment, lbf (default 0)
 *
 * Validity: vertical well, no friction; see torque and drag for others.
 * Source: Lapeyrouse, chapter 1.
 */
export const hookLoad = (input: {
  readonly airWeightLbf: number;
  readonly mudWeightPpg: number;
  readonly blockWeightLbf?: number;
  readonly materialDensityPpg?: number;
}): Quantity => {
  const values = { blockWeightLbf: 0, materialDensityPpg: STEEL_DENSITY_PPG, ...input };
  return evaluate(
    values,
    (given) =>
      given.airWeightLbf * (1 - given.mudWeightPpg / given.materialDensityPpg) +
      given.blockWeightLbf,
    { mudWeightPpg: { min: 0, below: values.materialDensityPpg } },
  );
};

/** A part of a bottom hole assembly. */
export interface BhaComponent {
  /** 0 or more, ft. */
  readonly lengthFt: number;
  /** Weight in air, 0 or more, lbf/ft. */
  readonly airWeightLbfPerFt: number;
  /** Density of its material (default 65.5, steel), ppg. */
  readonly materialDensityPpg?: number;
}

/** Weight of a bottom hole assembly in mud. */
export interface BhaWeight {
  readonly airWeightLbf: number;
  /** Weight in mud, lbf. */
  readonly buoyedWeightLbf: number;
  /** Share of the buoyed weight along the hole, which can go to the bit, lbf. */
  readonly axialWeightLbf: number;
  /** Height of the neutral point above the bit at the weight on bit asked for, ft. */
  readonly neutralPointFt: number;
  readonly issues: readonly Issue[];
}

/**
 * Computes weight of a bottom hole assembly in air and in mud (lbf), and where its neutral point is (ft above the bit).
 *
 * @param input.components - from the bit upwards
 * @param input.mudWeightPpg - 0 or more, ppg
 * @param input.inclinationDeg - of the hole, 0 to less than 90 (default 0)
 * @param input.weightOnBitLbf - 0 or more, lbf (default 0); more than the assembly can give is NO_SOLUTION
 *
 * Convention: neutral for buckling (buoyed weight below it equals the weight on bit, after Lubinski), friction ignored.
 * Source: A. Lubinski, A Study of the Buckling of Rotary Drilling Strings, API (1950).
 */
export const bhaWeight = (input: {
  readonly components: readonly BhaComponent[];
  readonly mudWeightPpg: number;
  readonly inclinationDeg?: number;
  readonly weightOnBitLbf?: number;
}): BhaWeight => {
  const { mudWeightPpg, inclinationDeg = 0, weightOnBitLbf = 0 } = input;
  const components = input.components.map((component) => ({
    materialDensityPpg: STEEL_DENSITY_PPG,
    ...component,
  }));
  const issues = [
    ...argumentIssues(
      { mudWeightPpg, inclinationDeg, weightOnBitLbf },
      { inclinationDeg: { min: 0, below: 90 } },
    ),
    ...components.flatMap(({ lengthFt, airWeightLbfPerFt, materialDensityPpg }) =>
      argumentIssues(
        { lengthFt, airWeightLbfPerFt, materialDensityPpg },
        { materialDensityPpg: { above: max(0, mudWeightPpg) } },
      ),
    ),
  ];
  const along = cos(inclinationDeg * DEGREE);
  let airWeightLbf = 0;
  let buoyedWeightLbf = 0;
  let neutralPointFt = 0;
  for (const { lengthFt, airWeightLbfPerFt, materialDensityPpg } of components) {
    const factor = 1 - mudWeightPpg / materialDensityPpg;
    const perFt = airWeightLbfPerFt * factor;
    const missing = weightOnBitLbf / along - buoyedWeightLbf;
    if (missing > 0) neutralPointFt += min(lengthFt, missing / perFt);
    airWeightLbf += airWeightLbfPerFt * lengthFt;
    buoyedWeightLbf += perFt * lengthFt;
  }
  const axialWeightLbf = buoyedWeightLbf * along;
  if (isUsable(issues) && weightOnBitLbf > axialWeightLbf) {
    issues.push(noSolution('weightOnBitLbf', `the assembly gives ${axialWeightLbf} lbf`));
  }
  return unlessIssues(issues, { airWeightLbf, buoyedWeightLbf, axialWeightLbf, neutralPointFt });
};
