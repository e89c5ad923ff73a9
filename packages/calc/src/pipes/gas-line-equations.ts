import type { WholeGasLine } from './gas-line-state.ts';

/** Empirical equations of flow in gas lines. */
export type GasLineEquation = 'weymouth' | 'panhandle-a' | 'panhandle-b';

/** Constant, then the exponents of base conditions, driving force, gravity and diameter. */
type EquationConstants = readonly [
  constant: number,
  base: number,
  force: number,
  gravity: number,
  diameter: number,
];

const CONSTANTS: Readonly<Record<GasLineEquation, EquationConstants>> = {
  weymouth: [137.32958, 1, 0.5, 1, 2.667],
  'panhandle-a': [158.02053, 1.0788, 0.5394, 0.8539, 2.6182],
  'panhandle-b': [152.88116, 1.02, 0.51, 0.961, 2.53],
};

/** Rate at a driving force of 1 Pa²/m, and the power of the force that multiplies it. */
export const equationRate = (
  line: WholeGasLine,
  equation: GasLineEquation,
): { readonly unitRate: number; readonly power: number } => {
  const [constant, base, power, gravity, diameter] = CONSTANTS[equation];
  const resistance = line.gasGravity ** gravity * line.temperatureK * line.zFactor;
  const standard = (line.baseTemperatureK / line.basePressurePa) ** base;
  const bore = line.insideDiameterM ** diameter;
  const unitRate = constant * line.efficiency * standard * resistance ** -power * bore;
  return { unitRate, power };
};
