export { erosionalMixtureDensity, erosionalVelocity } from './erosion.ts';
export {
  blasiusFrictionFactor,
  chenFrictionFactor,
  churchillFrictionFactor,
  colebrookFrictionFactor,
  darcyFrictionFactor,
  darcyFromFanning,
  fanningFromDarcy,
  haalandFrictionFactor,
  laminarFrictionFactor,
  type PipeFlowState,
  serghidesFrictionFactor,
  swameeJainFrictionFactor,
} from './friction-factor.ts';
export {
  compressionOutletTemperature,
  type GasCompression,
  isentropicCompressionWork,
  isothermalCompressionWork,
} from './gas-compression.ts';
export {
  type AgaGasLine,
  agaGasLineRate,
  type GasLineEnds,
  generalGasLineRate,
} from './gas-line-aga.ts';
export { gasLineRateField } from './gas-line-field.ts';
export { type GasLineEquation } from './gas-line-equations.ts';
export { type GasLine } from './gas-line-state.ts';
export { gasLineInletPressure, gasLineOutletPressure, gasLineRate } from './gas-line.ts';
export {
  darcyWeisbachDrop,
  darcyWeisbachDropField,
  type LineDrop,
  type LineDropField,
  reynoldsNumber,
  reynoldsNumberField,
} from './liquid-line.ts';
