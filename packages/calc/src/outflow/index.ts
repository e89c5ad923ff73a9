export {
  beggsBrillFrictionRatio,
  beggsBrillGradient,
  twoPhaseGradientComponents,
  type BeggsBrillGradient,
  type FrictionRatio,
  type GradientComponents,
} from './beggs-brill.ts';
export {
  beggsBrillHoldup,
  beggsBrillPattern,
  type BeggsBrillFlowPattern,
  type BeggsBrillPattern,
} from './beggs-brill-holdup.ts';
export {
  dunsRosNumbers,
  mixtureFroudeNumber,
  superficialVelocities,
  type DunsRosNumbers,
  type SuperficialVelocities,
} from './flow-groups.ts';
export { gasColumnPressure, gasWellTraverse, type FlowingGasWell } from './gas-well.ts';
export { type GradientMethod } from './gradient-method.ts';
export { grayGradient, type GrayGradient } from './gray.ts';
export {
  griffithBubbleHoldup,
  hagedornBrownGradient,
  type HagedornBrownOptions,
} from './hagedorn-brown.ts';
export { homogeneousGradient, type HomogeneousGradient } from './homogeneous.ts';
export { gasCriticalRate, gasCriticalVelocity } from './liquid-loading.ts';
export { marchPressure, type March, type MarchInput } from './march.ts';
export {
  nodalAnalysis,
  nodalSensitivity,
  outflowPressureColumns,
  type NodalAnalysis,
  type NodalParameter,
  type NodalSensitivity,
  type NodalWell,
} from './nodal-analysis.ts';
export {
  operatingPoint,
  tableOutflow,
  type Crossing,
  type OperatingPoint,
} from './operating-point.ts';
export { type FlowGradient, type PipeFlow } from './pipe-flow.ts';
export {
  poettmannCarpenterPressure,
  type PoettmannCarpenterResult,
  type PoettmannCarpenterWell,
} from './poettmann-carpenter.ts';
export {
  linearTemperatureProfile,
  rameyTemperature,
  rameyTemperatureProfile,
  shiuBeggsRelaxationDistance,
  type TemperatureProfile,
} from './temperature-profile.ts';
export { pressureTraverse, type PressureTraverse } from './traverse.ts';
export { type WellFluid } from './well-fluid.ts';
export { type FlowingWell, type GasLift, type Wellbore } from './wellbore.ts';
