import { RANKINE_OF_0F } from '../constants.ts';
import { evaluate, evaluateFields } from '../evaluate.ts';
import { PI, sqrt } from '../math.ts';
import type { Issue, Quantity } from '../quantity.ts';
import { fixedPoint } from '../root-finding.ts';
import { DISCHARGE, EXPANDING, expansionRoot } from './nozzle-flow.ts';

/** The port is less than the bellows. */
const VALVE = { areaRatio: { min: 0, below: 1 } };

/**
 * Calculates the gas that passes the port of a gas lift valve, Mscf/d, by Thornhill and Craver.
 *
 * @param input - `portDiameterIn`, `upstreamPressurePsia` (casing at the valve),
 *   `downstreamPressurePsia` (tubing), `gasGravity` (air = 1), `temperatureF` of the gas;
 *   `dischargeCoefficient` (default 0.827, Winkler's for a square-edged port; 0.865 is that of
 *   Thornhill and Craver), `heatCapacityRatio` (default 1.27), `zFactor` upstream (default 1)
 * @returns 0 when the tubing pressure is not below the casing pressure
 *
 * Validity: the port wide open; the stem of a throttling valve passes less.
 * Accuracy: within 1 % of two worked results of A. Hernandez (2016) with the real z upstream.
 * Source: C.C. Cook, Thornhill-Craver Company (1946); 155.5 Cd A P1 sqrt(2 g k/(k-1) (r^(2/k) -
 * r^((k+1)/k))) / sqrt(γ T z) with r not below the critical ratio and g = 32.17 ft/s².
 */
export const thornhillCraverRate = (input: {
  readonly portDiameterIn: number;
  readonly upstreamPressurePsia: number;
  readonly downstreamPressurePsia: number;
  readonly gasGravity: number;
  readonly temperatureF: number;
  readonly dischargeCoefficient?: number;
  readonly heatCapacityRatio?: number;
  readonly zFactor?: number;
}): Quantity =>
  evaluate(
    input,
    ({
      portDiameterIn,
      upstreamPressurePsia,
      downstreamPressurePsia,
      gasGravity,
      temperatureF,
      dischargeCoefficient = 0.827,
      heatCapacityRatio: k = 1.27,
      zFactor = 1,
    }) =>
      (155.5 *
        dischargeCoefficient *
        (PI / 4) *
        portDiameterIn ** 2 *
        upstreamPressurePsia *
        expansionRoot(downstreamPressurePsia / upstreamPressurePsia, k) *
        sqrt((2 * 32.17 * k) / (k - 1))) /
      sqrt(gasGravity * (temperatureF + RANKINE_OF_0F) * zFactor),
    { ...EXPANDING, ...DISCHARGE },
  );

/** Pressures at which a valve opens and closes, at its depth. */
export interface ValvePressures {
  /** Casing pressure at which it opens, in the datum of the dome pressure. */
  readonly openingPressurePsi: number;
  readonly closingPressurePsi: number;
  /** Opening less closing pressure. */
  readonly spreadPsi: number;
  readonly issues: readonly Issue[];
}

/**
 * Calculates the opening and closing pressures of an unbalanced, casing-operated gas lift valve.
 *
 * @param input - all pressures gauge or all absolute: `domePressurePsi` at valve temperature,
 *   `tubingPressurePsi`, `springPressurePsi` (effect of a spring, default 0); `areaRatio` R, port
 *   over bellows, 0 to below 1
 *
 * Pc (1 - R) + Pt R = Pd + Ps (1 - R); it closes at Pd + Ps (1 - R).
 * Source: H.W. Winkler and S.S. Smith, Camco Gas Lift Manual (1962).
 */
export const gasLiftValvePressures = (input: {
  readonly domePressurePsi: number;
  readonly tubingPressurePsi: number;
  readonly areaRatio: number;
  readonly springPressurePsi?: number;
}): ValvePressures =>
  evaluateFields(
    input,
    ({ domePressurePsi, tubingPressurePsi, areaRatio, springPressurePsi = 0 }) => {
      const closingPressurePsi = domePressurePsi + springPressurePsi * (1 - areaRatio);
      const openingPressurePsi =
        (closingPressurePsi - tubingPressurePsi * areaRatio) / (1 - areaRatio);
      return {
        openingPressurePsi,
        closingPressurePsi,
        spreadPsi: openingPressurePsi - closingPressurePsi,
      };
    },
    VALVE,
  );

/**
 * Calculates the test-rack opening pressure of a valve, psig: Pd / (1 - R) + Ps with no pressure
 * on the port.
 *
 * @param input - `domePressurePsig` at test-rack temperature (60 °F), `areaRatio` R 0 to below 1,
 *   `springPressurePsi` (default 0)
 *
 * Source: as `gasLiftValvePressures`.
 */
export const testRackOpeningPressure = (input: {
  readonly domePressurePsig: number;
  readonly areaRatio: number;
  readonly springPressurePsi?: number;
}): Quantity =>
  evaluate(
    input,
    ({ domePressurePsig, areaRatio, springPressurePsi = 0 }) =>
      domePressurePsig / (1 - areaRatio) + springPressurePsi,
    VALVE,
  );

/** Compressibility factor of nitrogen at psia and °F. */
const nitrogenZ = (p: number, t: number): number => {
  const b = (-4.781 + t * (5.122e-2 + t * (-1.302e-4 + t * 1.207e-7))) * 1e-5;
  const c = (1.88 + t * (-1.058e-2 + t * (2.64e-5 - t * 2.461e-8))) * 1e-8;
  return 1 + p * (b + p * c);
};

/**
 * Calculates the pressure of the nitrogen charge of a valve at another temperature, psia.
 *
 * @param input - `pressurePsia` at `temperatureF`; `newTemperatureF`: from the test rack (60 °F) to
 *   the valve's depth, or back
 *
 * Validity: constant dome volume; 0 to 400 °F (an issue says when not).
 * Accuracy: within 1 % of the usual charts.
 * Source: real gas law with the nitrogen compressibility of B.H. Sage and W.N. Lacy (1950).
 */
export const nitrogenDomePressure = (input: {
  readonly pressurePsia: number;
  readonly temperatureF: number;
  readonly newTemperatureF: number;
}): Quantity =>
  evaluate(
    input,
    ({ pressurePsia, temperatureF, newTemperatureF }) => {
      const density =
        pressurePsia / nitrogenZ(pressurePsia, temperatureF) / (temperatureF + RANKINE_OF_0F);
      return fixedPoint(
        (pressure) =>
          density * nitrogenZ(pressure, newTemperatureF) * (newTemperatureF + RANKINE_OF_0F),
        pressurePsia,
      );
    },
    {},
    { temperatureF: [0, 400], newTemperatureF: [0, 400] },
  );
