export { erosionalVelocity } from './erosion.ts';
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
export { type AgaGasLine, agaGasLineRate } from './gas-line-aga.ts';
export { type GasLineEquation } from './gas-line-equations.ts';
export { type GasLine, type GasLineEnds } from './gas-line-state.ts';
export { gasLineInletPressure, gasLineOutletPressure, gasLineRate } from './gas-line.ts';
export { darcyWeisbachDrop, type LineDrop, reynoldsNumber } from './liquid-line.ts';
