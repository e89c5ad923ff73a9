import {
  checkDomains,
  isUsable,
  noQuantity,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';

/**
 * Velocity above which a mixture is held to erode the pipe, ft/s: C / sqrt(density).
 *
 * @param flow - density of the mixture at flowing conditions in lb/ft³; `erosionConstant` is 100 when
 *   absent (continuous service without solids; 125 intermittent, 150 to 200 inhibited or alloy)
 *
 * Source: API RP 14E (1991), section 2.5.
 */
export function erosionalVelocity(flow: {
  readonly mixtureDensityLbFt3: number;
  readonly erosionConstant?: number;
}): Quantity {
  const { mixtureDensityLbFt3, erosionConstant = 100 } = flow;
  const issues = checkDomains(
    { mixtureDensityLbFt3, erosionConstant },
    { mixtureDensityLbFt3: POSITIVE, erosionConstant: POSITIVE },
  );
  if (!isUsable(issues)) return noQuantity(issues);
  return quantity(erosionConstant / Math.sqrt(mixtureDensityLbFt3));
}

/**
 * Density of a gas-liquid mixture at flowing conditions, lb/ft³, without slip.
 *
 * @param flow - liquid gravity (water = 1) and gas gravity (air = 1) at standard conditions, gas-liquid
 *   ratio in scf/bbl, pressure in psia, temperature in °F
 *
 * Source: API RP 14E (1991), section 2.5.
 */
export function erosionalMixtureDensity(flow: {
  readonly liquidGravity: number;
  readonly gasGravity: number;
  readonly gasLiquidRatioScfBbl: number;
  readonly pressurePsia: number;
  readonly temperatureF: number;
  readonly compressibilityFactor: number;
}): Quantity {
  const issues = checkDomains(flow, {
    liquidGravity: POSITIVE,
    gasGravity: POSITIVE,
    gasLiquidRatioScfBbl: { min: 0 },
    pressurePsia: POSITIVE,
    temperatureF: { above: -459.67 },
    compressibilityFactor: POSITIVE,
  });
  if (!isUsable(issues)) return noQuantity(issues);
  const { liquidGravity, gasGravity, gasLiquidRatioScfBbl: ratio, pressurePsia: p } = flow;
  const temperatureR = flow.temperatureF + 459.67;
  const mass = 12_409 * liquidGravity * p + 2.7 * ratio * gasGravity * p;
  return quantity(mass / (198.7 * p + ratio * temperatureR * flow.compressibilityFactor));
}
