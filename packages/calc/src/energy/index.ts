export {
  cvRmse,
  modelRSquared,
  nmbe,
  type ModelComparison,
  type ParametrisedComparison,
} from './baseline-quality.ts';
export {
  changePointEnergy,
  type ChangePointEnergy,
  type ChangePointModel,
} from './change-point.ts';
export {
  degreeDaysFromExtremes,
  degreeDaysFromHours,
  degreeDaysFromMeans,
  type DegreeDayBases,
  type DegreeDays,
} from './degree-days.ts';
export {
  demandFromRegister,
  fixedWindowDemand,
  slidingWindowDemand,
  type PowerDemand,
  type RegisterDemand,
} from './demand.ts';
export {
  capacitorForPowerFactor,
  energyOfPower,
  powerTriangle,
  threePhasePower,
  type PowerTriangle,
  type ThreePhasePower,
} from './electric-power.ts';
export {
  demandCharge,
  electricityBill,
  reactiveCharge,
  type DemandCharge,
  type ElectricityBill,
  type ElectricityTariff,
  type ReactiveCharge,
} from './electricity-bill.ts';
export {
  avoidedEnergy,
  energyBaseline,
  normalisedSavings,
  type EnergyBaseline,
  type EnergySavings,
  type ModelCoefficients,
} from './energy-baseline.ts';
export {
  energyCusum,
  energyImprovement,
  type EnergyCusum,
  type EnergyImprovement,
} from './energy-cusum.ts';
export {
  carbonIntensity,
  liftingEnergy,
  loadFactor,
  specificEnergyConsumption,
  type CarbonIntensity,
  type EnergySource,
  type LiftingEnergy,
} from './energy-intensity.ts';
export { energyKpis, type EnergyKpis } from './energy-kpis.ts';
export { localDayHours } from './local-time.ts';
export { fractionalSavingsUncertainty, type SavingsUncertainty } from './savings-uncertainty.ts';
export { type TariffPeriod, type TimeOfUseTariff } from './tariff-schedule.ts';
export { timeOfUseCost, type MeteredPower, type TimeOfUseCost } from './time-of-use-cost.ts';
