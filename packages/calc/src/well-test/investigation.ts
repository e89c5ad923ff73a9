import { evaluate } from '../evaluate.ts';
import { sqrt } from '../math.ts';
import type { Quantity } from '../quantity.ts';
import { DIFFUSIVITY, LINE_SOURCE, RADIAL_DROP } from './constants.ts';
import { type TestedFlow, type TestedRock, flowOf, storageOf } from './reservoir-properties.ts';

/**
 * Calculates the radius of investigation, ft.
 *
 * @param input - the rock, `permeabilityMd`, `timeHours` since the start of flow or shut-in
 *
 * Convention: sqrt(k t / (948 φ µ ct)), where the line source has its largest rate of change;
 * others use 0.029 or 0.03 in place of 0.0325 before the root.
 * Source: W.J. Lee, Well Testing, SPE Textbook 1 (1982), chapter 1.
 */
export const radiusOfInvestigation = (
  input: TestedRock & { readonly permeabilityMd: number; readonly timeHours: number },
): Quantity =>
  evaluate(input, (test) =>
    sqrt((test.permeabilityMd * test.timeHours) / (LINE_SOURCE * storageOf(test))),
  );

/**
 * Calculates the time to investigate a radius, h; for the drainage radius of a well in the centre
 * of a circle it is the time of the start of pseudo-steady flow.
 *
 * @param input - the rock, `permeabilityMd`, `radiusFt`
 *
 * Source: Lee, Well Testing (1982), chapter 1: 948 φ µ ct r² / k.
 */
export const timeToInvestigate = (
  input: TestedRock & { readonly permeabilityMd: number; readonly radiusFt: number },
): Quantity =>
  evaluate(
    input,
    (test) => (LINE_SOURCE * storageOf(test) * test.radiusFt ** 2) / test.permeabilityMd,
  );

/**
 * Calculates the time of the start of pseudo-steady flow in a drainage area of any shape, h.
 *
 * @param input - the rock, `permeabilityMd`, `drainageAreaFt2`, and `dimensionlessAreaTime` tDA at
 *   which it starts (0.1 for a circle or a square with the well in the centre, the default)
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2 (shape factors of Dietz).
 */
export const timeToPseudoSteadyState = (
  input: TestedRock & {
    readonly permeabilityMd: number;
    readonly drainageAreaFt2: number;
    readonly dimensionlessAreaTime?: number;
  },
): Quantity =>
  evaluate(input, (test) => {
    const { dimensionlessAreaTime = 0.1 } = test;
    return (
      (dimensionlessAreaTime * storageOf(test) * test.drainageAreaFt2) /
      (DIFFUSIVITY * test.permeabilityMd)
    );
  });

/**
 * Calculates dimensionless time tD = 0.0002637 k t / (φ µ ct r²).
 *
 * @param input - the rock, `permeabilityMd`, `timeHours`, `radiusFt` (of the wellbore as a rule)
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2.
 */
export const dimensionlessTime = (
  input: TestedRock & {
    readonly permeabilityMd: number;
    readonly timeHours: number;
    readonly radiusFt: number;
  },
): Quantity =>
  evaluate(
    input,
    (test) =>
      (DIFFUSIVITY * test.permeabilityMd * test.timeHours) / (storageOf(test) * test.radiusFt ** 2),
  );

/**
 * Calculates dimensionless pressure pD = k h Δp / (141.2 q B µ).
 *
 * @param input - the flow, `permeabilityMd`, `pressureChangePsi`
 *
 * Source: Earlougher, SPE Monograph 5 (1977), chapter 2.
 */
export const dimensionlessPressure = (
  input: TestedFlow & { readonly permeabilityMd: number; readonly pressureChangePsi: number },
): Quantity =>
  evaluate(
    input,
    (test) =>
      (test.permeabilityMd * test.thicknessFt * test.pressureChangePsi) /
      (RADIAL_DROP * flowOf(test)),
  );
