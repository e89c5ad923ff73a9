import { evaluate } from '../evaluate.ts';
import { log } from '../math.ts';
import { POSITIVE, type Quantity } from '../quantity.ts';
import { MOLAR_GAS_CONSTANT } from './gas-line-state.ts';

/** Compression of an ideal gas between two absolute pressures. */
export interface GasCompression {
  readonly inletPressurePa: number;
  readonly outletPressurePa: number;
  readonly inletTemperatureK: number;
  /** Ratio of specific heats. */
  readonly heatCapacityRatio: number;
  /** Isentropic efficiency, 1 when absent. */
  readonly efficiency?: number;
}

const compression = (
  gas: GasCompression,
  result: (gas: GasCompression, rise: number) => number,
): Quantity =>
  evaluate(
    gas,
    (state) => {
      const { efficiency = 1, heatCapacityRatio: k } = state;
      const rise = (state.outletPressurePa / state.inletPressurePa) ** ((k - 1) / k) - 1;
      // The efficiency takes from what an expansion gives, and adds to what a compression takes.
      return result(state, rise < 0 ? rise * efficiency : rise / efficiency);
    },
    { heatCapacityRatio: { above: 1 }, outletPressurePa: POSITIVE },
  );

/**
 * Work of an isentropic compression of an ideal gas, J/mol; negative for an expansion.
 *
 * @param gas - absolute pressures in Pa, inlet temperature in K, ratio of specific heats above 1; the
 *   efficiency divides the work of a compression and multiplies that of an expansion
 *
 * Source: k/(k-1) R T1 ((P2/P1)^((k-1)/k) - 1) / efficiency; any thermodynamics text (Couper et al. 2009).
 */
export const isentropicCompressionWork = (gas: GasCompression): Quantity =>
  compression(
    gas,
    (given, rise) =>
      (given.heatCapacityRatio / (given.heatCapacityRatio - 1)) *
      MOLAR_GAS_CONSTANT *
      given.inletTemperatureK *
      rise,
  );

/**
 * Temperature after a compression of an ideal gas, K.
 *
 * @param gas - as {@link isentropicCompressionWork}
 *
 * Source: T1 (1 + ((P2/P1)^((k-1)/k) - 1) / efficiency).
 */
export const compressionOutletTemperature = (gas: GasCompression): Quantity =>
  compression(gas, ({ inletTemperatureK }, rise) => inletTemperatureK * (1 + rise));

/**
 * Work of an isothermal compression of a gas, J/mol: Z R T ln(P2/P1).
 *
 * @param gas - absolute pressures in Pa, temperature in K, mean compressibility factor, 1 when absent
 *
 * Source: definition of reversible isothermal work.
 */
export const isothermalCompressionWork = (gas: {
  readonly inletPressurePa: number;
  readonly outletPressurePa: number;
  readonly temperatureK: number;
  readonly zFactor?: number;
}): Quantity =>
  evaluate(
    gas,
    ({ inletPressurePa, outletPressurePa, temperatureK, zFactor = 1 }) =>
      zFactor * MOLAR_GAS_CONSTANT * temperatureK * log(outletPressurePa / inletPressurePa),
    { outletPressurePa: POSITIVE },
  );
