import { RANKINE_OF_0F } from '../constants.ts';
import { evaluateFields } from '../evaluate.ts';
import { log10, min } from '../math.ts';
import { criticalPointOf } from '../pvt/gas-pseudocritical.ts';
import { gravityOfApi } from '../pvt/oil-gravity.ts';
import { standingBo, standingRs } from '../pvt/standing-oil.ts';
import { dranchukAbouKassemZ } from '../pvt/z-factor.ts';
import { POSITIVE, type Issue } from '../quantity.ts';
import { findRoot } from './find-root.ts';

/** A vertical well for Poettmann and Carpenter, with the temperature straight from top to bottom. */
export interface PoettmannCarpenterWell {
  readonly wellheadPressurePsia: number;
  readonly liquidRateStbd: number;
  /** 0 to below 1. */
  readonly waterCutFraction: number;
  readonly gasLiquidRatioScfStb: number;
  readonly oilApi: number;
  readonly gasGravity: number;
  readonly waterGravity: number;
  readonly waterFvf: number;
  readonly insideDiameterIn: number;
  readonly depthFt: number;
  readonly wellheadTemperatureF: number;
  readonly bottomholeTemperatureF: number;
  /** Pieces of equal length, 1 to 1000; 1 (the original procedure) when left out. */
  readonly stepCount?: number;
}

/** Bottomhole pressure with the groups it comes from. */
export interface PoettmannCarpenterResult {
  readonly bottomholePressurePsia: number;
  /** Mass that comes with a barrel of stock-tank oil, lb. */
  readonly massPerOilBarrelLb: number;
  /** Diameter times velocity times density, lb/(d ft) in the field's habit. */
  readonly inertialForce: number;
  /** Friction factor of the two phases. */
  readonly frictionFactor: number;
  readonly issues: readonly Issue[];
}

const CUBIC_FEET_PER_BARREL = 5.615;
const RANGES = {
  insideDiameterIn: [1.995, 2.992],
  liquidRateStbd: [420, 3000],
  gasLiquidRatioScfStb: [0, 1500],
} as const;
const HIGHEST_PSIA = 1e5;

interface Barrel {
  readonly waterOilRatio: number;
  readonly gasOilRatio: number;
  readonly mass: number;
}

/** Fluids that are produced with a barrel of oil. */
const barrelOf = (well: Omit<PoettmannCarpenterWell, 'liquidRateStbd'>): Barrel => {
  const waterOilRatio = well.waterCutFraction / (1 - well.waterCutFraction);
  const gasOilRatio = well.gasLiquidRatioScfStb * (1 + waterOilRatio);
  const liquid = gravityOfApi(well.oilApi) + waterOilRatio * well.waterGravity;
  return {
    waterOilRatio,
    gasOilRatio,
    mass: 350.17 * liquid + gasOilRatio * 0.0765 * well.gasGravity,
  };
};

/** Density of everything that comes with a barrel of oil, lb/ft3, at pressure and temperature. */
const densityKernel = (
  well: Omit<PoettmannCarpenterWell, 'liquidRateStbd'>,
  { waterOilRatio, gasOilRatio, mass }: Barrel,
): ((pressurePsia: number, temperatureF: number) => number) => {
  const [criticalR, criticalPsia] = criticalPointOf({ gasGravity: well.gasGravity }, 'sutton');
  const water = waterOilRatio * well.waterFvf;
  return (pressurePsia, temperatureF) => {
    const oil = { oilApi: well.oilApi, gasGravity: well.gasGravity, temperatureF };
    const solutionGorScfStb = min(standingRs({ ...oil, pressurePsia }), gasOilRatio);
    const absolute = temperatureF + RANKINE_OF_0F;
    const z = dranchukAbouKassemZ(absolute / criticalR, pressurePsia / criticalPsia);
    const gas = (gasOilRatio - solutionGorScfStb) * (14.7 / pressurePsia) * (absolute / 519.67) * z;
    const liquid = standingBo({ ...oil, solutionGorScfStb }) + water;
    return mass / (CUBIC_FEET_PER_BARREL * liquid + gas);
  };
};

/**
 * Pressure at the lower end of a piece, psia: the drop is that of the mean density of its two ends.
 * There are two solutions, since friction rises as density falls; this one is nearer to the upper pressure.
 */
const pressureBelow = (
  upper: number,
  lengthFt: number,
  k: number,
  densityAtUpper: number,
  densityBelow: (pressurePsia: number) => number,
): number => {
  const excess = (pressure: number): number => {
    const density = (densityAtUpper + densityBelow(pressure)) / 2;
    return upper + ((density + k / density) * lengthFt) / 144 - pressure;
  };
  let low = upper;
  let atLow = excess(low);
  for (let high = 1.25 * upper; high > low && high < HIGHEST_PSIA; high *= 1.25) {
    const atHigh = excess(high);
    if (atHigh <= 0) return findRoot(excess, low, high, 1e-9 * high, atLow, atHigh);
    low = high;
    atLow = atHigh;
  }
  return Number.NaN;
};

/** Bottomhole pressure at any rate, prepared once. */
export const poettmannCarpenterKernel = (
  well: Omit<PoettmannCarpenterWell, 'liquidRateStbd'>,
): ((liquidRateStbd: number) => Omit<PoettmannCarpenterResult, 'issues'>) => {
  const barrel = barrelOf(well);
  const densityAt = densityKernel(well, barrel);
  const { wellheadTemperatureF: top, stepCount = 1 } = well;
  const diameter = well.insideDiameterIn / 12;
  const heating = (well.bottomholeTemperatureF - top) / stepCount;
  return (liquidRateStbd) => {
    const oilRate = liquidRateStbd * (1 - well.waterCutFraction);
    const inertialForce = (1.4737e-5 * barrel.mass * oilRate) / diameter;
    const frictionFactor = 4 * 10 ** (1.444 - 2.5 * log10(inertialForce));
    const k = (frictionFactor * (oilRate * barrel.mass) ** 2) / (7.4137e10 * diameter ** 5);
    let pressure = well.wellheadPressurePsia;
    for (let i = 0; i < stepCount; i++) {
      const density = densityAt(pressure, top + heating * i);
      const below = (p: number): number => densityAt(p, top + heating * (i + 1));
      pressure = pressureBelow(pressure, well.depthFt / stepCount, k, density, below);
    }
    return {
      bottomholePressurePsia: pressure,
      massPerOilBarrelLb: barrel.mass,
      inertialForce,
      frictionFactor,
    };
  };
};

/**
 * Bottomhole pressure of a vertical oil well by Poettmann and Carpenter, psia.
 *
 * @param well - pressures in psia, rates in STB/d, gas-liquid ratio in scf/STB, diameter in inches
 *
 * Convention: f = 4 x 10^(1.444 - 2.5 log(D rho v)) with k = f qo^2 M^2/(7.4137e10 D^5) (the factor 4
 * makes the fit agree with the published sheet); Standing and Dranchuk-Abou-Kassem; each piece drops
 * by the mean density of its ends, in one piece when `stepCount` is left out, as published: its
 * average is part of the method (many pieces give 2 to 3 % more in the book's example).
 * Validity: 2 to 3 in. tubing, 420 to 3000 STB/d, gas-liquid ratio below 1500 scf/STB, liquid below
 * 5 cP.
 * Source: Poettmann and Carpenter (1952), API Drilling and Production Practice; Guo, Lyons and
 * Ghalambor, Petroleum Production Engineering (2007), chapter 4.
 */
export const poettmannCarpenterPressure = (
  well: PoettmannCarpenterWell,
): PoettmannCarpenterResult =>
  evaluateFields(
    well,
    (given) => poettmannCarpenterKernel(given)(given.liquidRateStbd),
    {
      liquidRateStbd: POSITIVE,
      waterCutFraction: { min: 0, below: 1 },
      stepCount: { min: 1, max: 1000 },
    },
    RANGES,
  );
