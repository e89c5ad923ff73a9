export { alMarhounBubblePoint, alMarhounOilFvf, alMarhounSolutionGor } from './al-marhoun-oil.ts';
export { type BlackOil, type BlackOilMethods, type BlackOilState } from './black-oil-model.ts';
export {
  type BlackOilColumns,
  blackOilColumns,
  type BlackOilProperties,
  blackOilProperties,
  type Separator,
} from './black-oil.ts';
export { type CrudeOil, type CrudeOilAtPressure, type CrudeOilWithGas } from './crude-oil.ts';
export {
  bealDeadOilViscosity,
  beggsRobinsonDeadOilViscosity,
  bergmanDeadOilViscosity,
  type DeadOil,
  glasoDeadOilViscosity,
} from './dead-oil-viscosity.ts';
export { type GasColumns, gasColumns } from './gas-columns.ts';
export { type StateColumns } from './state-columns.ts';
export { pressureOfPOverZ } from './gas-p-over-z.ts';
export {
  type AcidGasCorrection,
  gasPseudoCritical,
  type NaturalGas,
  type PseudoCritical,
  type PseudoCriticalMethod,
  wichertAzizCorrection,
} from './gas-pseudocritical.ts';
export { type GasOfPressure, gasPseudoPressureDifference } from './gas-pseudopressure.ts';
export {
  type GasOfGravity,
  leeGonzalezEakinGasViscosity,
  leeGonzalezEakinModifiedGasViscosity,
} from './gas-viscosity.ts';
export {
  type GasAtTemperature,
  gasCompressibility,
  gasDensity,
  gasFvf,
  type GasState,
  naturalGasZFactor,
} from './gas-volume.ts';
export { glasoBubblePoint, glasoOilFvf, glasoSolutionGor } from './glaso-oil.ts';
export { lasaterBubblePoint, lasaterGasMoleFraction, lasaterSolutionGor } from './lasater-oil.ts';
export {
  beggsRobinsonSaturatedOilViscosity,
  bergmanSuttonUndersaturatedOilViscosity,
  chewConnallySaturatedOilViscosity,
  type SaturatedOil,
  type UndersaturatedOil,
  vazquezBeggsUndersaturatedOilViscosity,
} from './live-oil-viscosity.ts';
export { oilApiGravity, oilSpecificGravity } from './oil-gravity.ts';
export {
  oilDensity,
  undersaturatedOilDensity,
  undersaturatedOilFvf,
  vazquezBeggsOilCompressibility,
} from './oil-volume.ts';
export {
  petroskyFarshadBubblePoint,
  petroskyFarshadOilFvf,
  petroskyFarshadSolutionGor,
} from './petrosky-farshad-oil.ts';
export { standingBubblePoint, standingOilFvf, standingSolutionGor } from './standing-oil.ts';
export {
  bakerSwerdloffDeadOilSurfaceTension,
  bakerSwerdloffOilSurfaceTension,
} from './surface-tension.ts';

export {
  vazquezBeggsBubblePoint,
  vazquezBeggsGasGravity,
  type VazquezBeggsOil,
  vazquezBeggsOilFvf,
  vazquezBeggsSolutionGor,
} from './vazquez-beggs-oil.ts';
export {
  type FormationWater,
  gouldWaterFvf,
  mcCainAtmosphericWaterViscosity,
  mcCainStandardWaterDensity,
  mcCainWaterFvf,
  mcCainWaterSolutionGas,
  mcCainWaterViscosity,
  osifWaterCompressibility,
} from './water.ts';
export {
  brillBeggsZFactor,
  dranchukAbouKassemZFactor,
  dranchukPurvisRobinsonZFactor,
  hallYarboroughZFactor,
  papayZFactor,
  type ReducedState,
  type ZFactorMethod,
} from './z-factor.ts';
