export {
  criticalPressureRatio,
  type GasChoke,
  type GasChokeFlow,
  gasChokeRate,
  gasChokeTemperature,
  gasChokeUpstreamPressure,
  liquidChokeRate,
} from './choke-single-phase.ts';
export {
  chokeBeanSize,
  type ChokeCorrelation,
  chokeLiquidRate,
  chokeUpstreamPressure,
  type TwoPhaseChoke,
} from './choke-two-phase.ts';
export { intakeFreeGas, type IntakeGas, type TurpinIndex, turpinIndex } from './esp-gas.ts';
export {
  affinityLaws,
  type PumpDuty,
  pumpHead,
  type PumpPower,
  pumpPower,
  pumpStages,
  totalDynamicHead,
  tubingFrictionHead,
} from './esp.ts';
export { injectionPressureAtDepth, liftGasRate } from './gas-lift-design.ts';
export {
  gasLiftValvePressures,
  nitrogenDomePressure,
  testRackOpeningPressure,
  thornhillCraverRate,
  type ValvePressures,
} from './gas-lift-valve.ts';
export { type PcpFlow, pcpFlow, type PcpPower, pcpPower, pcpTorque } from './pcp.ts';
export { type PlungerLiftCycle, plungerLiftCycle, type PlungerLiftWell } from './plunger-lift.ts';
export {
  type RodPumpGroups,
  rodPumpGroups,
  type RodPumpLoads,
  rodPumpLoads,
  rodPumpPlungerStroke,
  rodPumpTorqueAdjustment,
  type RodPumpWell,
} from './rod-pump-api11l.ts';
export {
  millsAcceleration,
  type MillsLoads,
  millsLoads,
  type RodPumpPower,
  rodPumpPower,
} from './rod-pump-mills.ts';
export {
  effectivePlungerStroke,
  fluidLoadStretch,
  plungerFluidLoad,
  plungerOvertravel,
  pumpFillage,
  rodPumpDisplacement,
} from './rod-pump-stroke.ts';
