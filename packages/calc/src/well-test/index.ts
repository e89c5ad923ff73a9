export { bourdetDerivative, type TestColumn } from './bourdet.ts';
export {
  analyzeHorner,
  analyzeMdh,
  type BuildUp,
  type BuildUpAnalysis,
  type BuildUpLine,
  fitHorner,
  fitMdh,
  type HornerLine,
} from './build-up.ts';

export {
  dimensionlessPressure,
  dimensionlessTime,
  radiusOfInvestigation,
  timeToInvestigate,
  timeToPseudoSteadyState,
} from './investigation.ts';
export { type LineSource, lineSourcePressure, lineSourcePressureSeries } from './line-source.ts';
export type { TestedFlow, TestedRock } from './reservoir-properties.ts';
export {
  buildUpSkin,
  drawdownSkin,
  flowEfficiency,
  permeabilityFromSlope,
  type SkinInput,
  skinPressureDrop,
  slopeFromPermeability,
} from './semilog.ts';
export {
  dimensionlessWellboreStorage,
  wellboreStorageFromUnitSlope,
  wellboreStorageFullOfFluid,
  wellboreStorageRisingLevel,
} from './wellbore-storage.ts';
