export {
  type ArpsDecline,
  arpsColumns,
  arpsCumulative,
  arpsDeclineFromRates,
  arpsEurAtRate,
  arpsIntervalVolume,
  arpsNominalDecline,
  arpsRate,
  arpsTimeToRate,
} from './arps.ts';
export { type DeclineColumns, type DeclineTimes } from './decline-columns.ts';
export {
  convertNominalDecline,
  type DeclinePeriod,
  economicLimitRate,
  nominalFromSecantEffective,
  nominalFromTangentEffective,
  secantEffectiveFromNominal,
  tangentEffectiveFromNominal,
} from './decline-conventions.ts';
export {
  duongColumns,
  duongCumulative,
  type DuongDecline,
  duongEur,
  duongRate,
  duongTimeToRate,
} from './duong.ts';
export {
  fetkovichDepletionCumulative,
  fetkovichDepletionRate,
  fetkovichDimensionlessRate,
  fetkovichDimensionlessTime,
} from './fetkovich.ts';
export { type ArpsFit, type ArpsFitInput, fitArps } from './fit-arps.ts';
export { type ArpsFitBands, arpsFitBands, arpsFitEur, type DeclineInterval } from './fit-bands.ts';
export type { FitLoss } from './fit-descent.ts';
export { type ExponentialFit, fitExponentialDecline } from './fit-exponential.ts';
export type { FitUncertainty } from './fit-uncertainty.ts';
export {
  modifiedHyperbolicColumns,
  modifiedHyperbolicCumulative,
  type ModifiedHyperbolicDecline,
  modifiedHyperbolicEurAtRate,
  modifiedHyperbolicRate,
  type ModifiedHyperbolicSwitch,
  modifiedHyperbolicSwitch,
  modifiedHyperbolicTimeToRate,
} from './modified-hyperbolic.ts';
export {
  stretchedExponentialColumns,
  stretchedExponentialCumulative,
  type StretchedExponentialDecline,
  stretchedExponentialEur,
  stretchedExponentialRate,
  stretchedExponentialTimeToRate,
} from './stretched-exponential.ts';
