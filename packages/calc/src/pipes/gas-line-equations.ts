import type { WholeGasLine } from './gas-line-state.ts';

/** Empirical equations of flow in gas lines. */
export type GasLineEquation =
  | 'weymouth'
  | 'panhandle-a'
  | 'panhandle-b'
  | 'igt'
  | 'mueller'
  | 'spitzglass';

/** Constant, then the exponents of base conditions, driving force, gravity, viscosity and diameter. */
type EquationConstants = readonly [
  constant: number,
  base: number,
  force: number,
  gravity: number,
  viscosity: number,
  diameter: number,
];

const CONSTANTS: Readonly<Record<GasLineEquation, EquationConstants>> = {
  weymouth: [137.32958, 1, 0.5, 1, 0, 2.667],
  'panhandle-a': [158.02053, 1.0788, 0.5394, 0.8539, 0, 2.6182],
  'panhandle-b': [152.88116, 1.02, 0.51, 0.961, 0, 2.53],
  igt: [24.6241, 1, 5 / 9, 0.8, 0.2, 8 / 3],
  mueller: [15.7743, 1, 0.575, 0.73913, 0.26087, 2.725],
  spitzglass: [125.106, 1, 0.5, 1, 0, 2.5],
};

/** Rate at a driving force of 1 Pa²/m, and the power of the force that multiplies it. */
export const equationRate = (
  line: WholeGasLine,
  equation: GasLineEquation,
): { readonly unitRate: number; readonly power: number } => {
  const [constant, base, power, gravity, viscosity, diameter] = CONSTANTS[equation];
  const { insideDiameterM: d, temperatureK, compressibilityFactor, viscosityPaS } = line;
  const wall = equation === 'spitzglass' ? 1 + 0.09144 / d + (150 / 127) * d : 1;
  const medium = line.gasGravity ** gravity * viscosityPaS ** viscosity;
  const resistance = medium * temperatureK * compressibilityFactor * wall;
  const standard = (line.baseTemperatureK / line.basePressurePa) ** base;
  const unitRate = constant * line.efficiency * standard * resistance ** -power * d ** diameter;
  return { unitRate, power };
};
