import {
  checkDomains,
  isUsable,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';

/** Molar gas constant, J/(mol·K). */
const GAS_CONSTANT = 8.31446261815324;

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

function compression(
  gas: GasCompression,
  evaluate: (rise: number, efficiency: number) => number,
): Quantity {
  const { efficiency = 1, heatCapacityRatio } = gas;
  const issues = checkDomains(
    { ...gas, efficiency },
    {
      inletPressurePa: POSITIVE,
      outletPressurePa: POSITIVE,
      inletTemperatureK: POSITIVE,
      heatCapacityRatio: { above: 1 },
      efficiency: { above: 0, max: 1 },
    },
  );
  if (!isUsable(issues)) return noQuantity(issues);
  const exponent = (heatCapacityRatio - 1) / heatCapacityRatio;
  const rise = (gas.outletPressurePa / gas.inletPressurePa) ** exponent - 1;
  return quantity(evaluate(rise, efficiency));
}

/**
 * Work of an isentropic compression of an ideal gas, J/mol; negative for an expansion.
 *
 * @param gas - absolute pressures in Pa, inlet temperature in K, ratio of specific heats above 1; the
 *   efficiency divides the work of a compression and multiplies that of an expansion
 *
 * Source: k/(k-1) R T1 ((P2/P1)^((k-1)/k) - 1) / efficiency; any thermodynamics text (Couper et al. 2009).
 */
export function isentropicCompressionWork(gas: GasCompression): Quantity {
  const { heatCapacityRatio: k, inletTemperatureK } = gas;
  return compression(gas, (rise, efficiency) => {
    const ideal = (k / (k - 1)) * GAS_CONSTANT * inletTemperatureK * rise;
    return rise < 0 ? ideal * efficiency : ideal / efficiency;
  });
}

/**
 * Temperature after a compression of an ideal gas, K.
 *
 * @param gas - as {@link isentropicCompressionWork}
 *
 * Source: T1 (1 + ((P2/P1)^((k-1)/k) - 1) / efficiency).
 */
export function compressionOutletTemperature(gas: GasCompression): Quantity {
  return compression(gas, (rise, efficiency) => {
    const share = rise < 0 ? rise * efficiency : rise / efficiency;
    return gas.inletTemperatureK * (1 + share);
  });
}

/**
 * Work of an isothermal compression of a gas, J/mol: Z R T ln(P2/P1).
 *
 * @param gas - absolute pressures in Pa, temperature in K, mean compressibility factor, 1 when absent
 *
 * Source: definition of reversible isothermal work.
 */
export function isothermalCompressionWork(gas: {
  readonly inletPressurePa: number;
  readonly outletPressurePa: number;
  readonly temperatureK: number;
  readonly compressibilityFactor?: number;
}): Quantity {
  const { inletPressurePa, outletPressurePa, temperatureK, compressibilityFactor = 1 } = gas;
  const issues = checkDomains(
    { inletPressurePa, outletPressurePa, temperatureK, compressibilityFactor },
    {
      inletPressurePa: POSITIVE,
      outletPressurePa: POSITIVE,
      temperatureK: POSITIVE,
      compressibilityFactor: POSITIVE,
    },
  );
  if (!isUsable(issues)) return noQuantity(issues);
  const ratio = outletPressurePa / inletPressurePa;
  return quantity(compressibilityFactor * GAS_CONSTANT * temperatureK * Math.log(ratio));
}
