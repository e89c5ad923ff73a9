export { driveIndices, type DriveIndices } from './drive-indices.ts';
export {
  type ColePlot,
  cumulativeAtPOverZ,
  fitPOverZ,
  pOverZAtCumulative,
  type POverZLine,
} from './gas-material-balance.ts';
export {
  havlenaOdehGasCap,
  havlenaOdehOilInPlace,
  havlenaOdehWaterDrive,
  type OilAndAquifer,
  type OilAndGasCap,
} from './havlena-odeh.ts';
export {
  havlenaOdehTerms,
  type HavlenaOdehTerms,
  type OilReservoirHistory,
} from './oil-material-balance.ts';
export {
  effectiveCompressibility,
  undersaturatedOilInPlace,
  type UndersaturatedOilInPlace,
  type UndersaturatedRock,
} from './undersaturated.ts';
export {
  gasInPlace,
  oilInPlace,
  type PoreVolume,
  recoveryFactor,
  volumetricGasRecoveryFactor,
} from './volumetrics.ts';
