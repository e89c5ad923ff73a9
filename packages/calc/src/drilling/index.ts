export {
  type BitHydraulicPower,
  bitHydraulicPower,
  bitPressureDrop,
  jetImpactForce,
  nozzleFlowArea,
  nozzleVelocity,
} from './bit-hydraulics.ts';
export {
  casingBodyYield,
  casingBurstPressure,
  type CasingCollapse,
  casingCollapsePressure,
  type CasingSize,
  type CollapseRegime,
} from './casing-strength.ts';
export {
  type AnnulusSection,
  circulatingPressures,
  type Circulation,
  type StringSection,
} from './circulation.ts';
export {
  type ClosestApproach,
  closestApproach,
  type SeparationSeries,
  wellSeparationSeries,
} from './closest-approach.ts';
export {
  correctedDrillingExponent,
  correctedDrillingExponentSeries,
  drillingExponent,
  mechanicalSpecificEnergy,
  mechanicalSpecificEnergySeries,
} from './drilling-efficiency.ts';
export {
  equivalentCirculatingDensity,
  equivalentMudWeight,
  leakOffEquivalentMudWeight,
  maximumAllowableAnnularSurfacePressure,
  mudHydrostaticPressure,
  mudPressureGradient,
} from './hydrostatics.ts';
export { type KickTolerance, kickTolerance } from './kick-tolerance.ts';
export {
  type Influx,
  kickInflux,
  killPressureSchedule,
  type KillSchedule,
  type KillSheet,
  killSheet,
} from './kill-sheet.ts';
export type { FlowRegime } from './mud-flow-models.ts';
export { mudAnnulusLoss, type MudFlow, mudPipeLoss, type MudStream } from './mud-flow.ts';
export {
  type ApiPowerLawMud,
  apiPowerLawRheology,
  type BinghamMud,
  binghamRheology,
  type FastDialReadings,
  type HerschelBulkleyMud,
  herschelBulkleyRheology,
  type MudRheology,
  type PowerLawMud,
  powerLawRheology,
} from './mud-rheology.ts';
export {
  type HorizontalSection,
  interpolatePath,
  type PathPoint,
  verticalSection,
} from './path-point.ts';
export {
  type BhaComponent,
  type BhaWeight,
  bhaWeight,
  buoyancyFactor,
  hookLoad,
} from './string-weight.ts';
export { type SurgeSwab, surgeAndSwab } from './surge-swab.ts';
export {
  type MinimumCurvatureStep,
  minimumCurvatureStep,
  type SurveyCourse,
  type SurveyMethod,
  type SurveyStation,
  type SurveyStep,
  surveyStep,
} from './survey-step.ts';
export {
  capstanForce,
  type InclinedStringForces,
  type SoftStringStep,
  softStringStep,
  straightStringForces,
} from './torque-drag-step.ts';
export {
  type DragComponent,
  type StringMotion,
  type TorqueAndDrag,
  torqueAndDrag,
} from './torque-drag.ts';
export { type Tortuosity, wellTortuosity } from './tortuosity.ts';
export {
  type AnnulusSize,
  annularCapacity,
  annularVelocity,
  duplexPumpOutput,
  type PumpSize,
  pumpStrokes,
  triplexPumpOutput,
} from './volumes.ts';
export { minimumCurvaturePath, type SurveyColumns, type WellPath } from './well-path.ts';
