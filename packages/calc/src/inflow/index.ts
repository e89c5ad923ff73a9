export {
  chengHorizontalMaxRate,
  chengHorizontalMaxRateFit,
  chengHorizontalPressure,
  chengHorizontalRate,
} from './cheng-horizontal.ts';
export {
  compositeInflowPressure,
  compositeInflowRate,
  compositeMaxRate,
  compositeProductivityIndex,
  compositeProductivityIndexFit,
  type CompositeReservoir,
} from './composite-inflow.ts';
export {
  darcyPseudoSteadyIndex,
  darcySteadyStateIndex,
  darcyTransientIndex,
  flowEfficiencyFromSkin,
  type DarcyWell,
} from './darcy-inflow.ts';
export {
  fetkovichFit,
  fetkovichPressure,
  fetkovichRate,
  type BackPressureFit,
} from './fetkovich.ts';
export { gasRatePressureSquared, gasRatePseudopressure, type GasWell } from './gas-inflow.ts';
export {
  borisovHorizontalIndex,
  joshiHorizontalIndex,
  type HorizontalWell,
} from './horizontal-well.ts';
export { inflowPressure, inflowRate, inflowRateColumns, type InflowModel } from './inflow-model.ts';
export {
  jonesFit,
  jonesPressure,
  jonesRate,
  turbulenceBeta,
  turbulentCoefficientOfOil,
  type JonesFit,
} from './jones-blount-glaze.ts';
export {
  linearInflowPressure,
  linearInflowRate,
  linearProductivityIndex,
  linearProductivityIndexFit,
} from './linear-inflow.ts';
export { type ScaleFit, type TestPoints } from './rate-fit.ts';
export {
  standingMaxRate,
  standingMaxRateFit,
  standingPressure,
  standingRate,
} from './standing-flow-efficiency.ts';
export {
  vogelMaxRate,
  vogelMaxRateFit,
  vogelMaxRateFromIndex,
  vogelPressure,
  vogelRate,
} from './vogel.ts';
export {
  wigginsMaxRate,
  wigginsMaxRateFit,
  wigginsPressure,
  wigginsRate,
  type WigginsPhase,
} from './wiggins.ts';
