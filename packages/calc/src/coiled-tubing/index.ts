export {
  type CtBend,
  ctBendingStrain,
  type CtMetal,
  ctPlasticStrain,
  ctYieldRadius,
} from './ct-bending.ts';
export {
  type CtBucklingForces,
  ctBucklingForces,
  ctHelicalContactForce,
  type CtInHole,
  ctVerticalBucklingForces,
  type HelicalCriterion,
} from './ct-buckling.ts';
export { type CtEnvelope, ctWorkingEnvelope } from './ct-envelope.ts';
export {
  coffinMansonLife,
  type MinerDamage,
  minerDamage,
  type StrainLifeCurve,
} from './ct-fatigue-life.ts';
export { type CtCutFatigue, ctFatigueAfterCut } from './ct-fatigue-cut.ts';
export type { CtJobRecord } from './ct-fatigue-march.ts';
export { type CtFatigue, ctFatigueAfterJob } from './ct-fatigue-tracking.ts';
export {
  ctBurstPressure,
  type CtCollapse,
  ctCollapsePressure,
  ctHoopStress,
  ctHoopStressLame,
  type CtPressures,
  type CtStresses,
  ctVonMisesStress,
} from './ct-pressure.ts';
export { type CtReach, ctReach, type CtRun, type CtRunForces, ctRunInForces } from './ct-reach.ts';
export { type CtSection, ctSection, type CtSize } from './ct-section.ts';
export {
  ctAxialStretch,
  ctBallooningStretch,
  type CtLength,
  ctSelfWeightStretch,
  ctThermalStretch,
} from './ct-stretch.ts';
export {
  ctBendingCycles,
  type CtBendingPath,
  type CtTripDamage,
  ctTripDamage,
} from './ct-trip-damage.ts';
