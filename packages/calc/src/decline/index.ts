export {
  type ArpsDecline,
  arpsCumulative,
  arpsDeclineFromRates,
  arpsEurAtRate,
  arpsIntervalVolume,
  arpsNominalDecline,
  arpsRate,
  arpsTimeToRate,
} from './arps.ts';
export { arpsCumulativeSeries, arpsRateSeries, type DeclineSeries } from './arps-series.ts';
export {
  convertNominalDecline,
  DECLINE_PERIOD_DAYS,
  type DeclinePeriod,
  economicLimitRate,
  nominalFromSecantEffective,
  nominalFromTangentEffective,
  secantEffectiveFromNominal,
  tangentEffectiveFromNominal,
} from './decline-conventions.ts';
export {
  duongCumulative,
  duongCumulativeSeries,
  type DuongDecline,
  duongEur,
  duongRate,
  duongRateSeries,
  duongTimeToRate,
} from './duong.ts';
export {
  fetkovichDepletionCumulative,
  fetkovichDepletionRate,
  fetkovichDimensionlessRate,
  fetkovichDimensionlessTime,
} from './fetkovich.ts';
export { type ArpsFit, type ArpsFitInput, fitArps } from './fit-arps.ts';
export {
  type ArpsFitBands,
  arpsFitBands,
  arpsFitEur,
  type ArpsFitIntervals,
  arpsFitIntervals,
  type DeclineInterval,
} from './fit-bands.ts';
export type { FitLoss } from './fit-descent.ts';
export { type ExponentialFit, fitExponentialDecline } from './fit-exponential.ts';
export type { FitUncertainty } from './fit-uncertainty.ts';
export {
  modifiedHyperbolicCumulative,
  modifiedHyperbolicCumulativeSeries,
  type ModifiedHyperbolicDecline,
  modifiedHyperbolicEurAtRate,
  modifiedHyperbolicRate,
  modifiedHyperbolicRateSeries,
  type ModifiedHyperbolicSwitch,
  modifiedHyperbolicSwitch,
  modifiedHyperbolicTimeToRate,
} from './modified-hyperbolic.ts';
export {
  stretchedExponentialCumulative,
  stretchedExponentialCumulativeSeries,
  type StretchedExponentialDecline,
  stretchedExponentialEur,
  stretchedExponentialRate,
  stretchedExponentialRateSeries,
  stretchedExponentialTimeToRate,
} from './stretched-exponential.ts';
