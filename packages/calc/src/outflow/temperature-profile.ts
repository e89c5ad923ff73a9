import { argumentIssues } from '../argument-issues.ts';
import { evaluate, nanColumn, unlessIssues } from '../evaluate.ts';
import { exp, expm1 } from '../math.ts';
import { gravityOfApi } from '../pvt/oil-gravity.ts';
import { FINITE, type Issue, type Quantity } from '../quantity.ts';

/** Temperatures at the stations of a well. */
export interface TemperatureProfile {
  /** Shape (n), one for each station. */
  readonly temperaturesF: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Temperature on a straight line from wellhead to bottom along the measured depth, °F.
 *
 * @param well - stations from the wellhead down, shape (n), ft; the first and the last have the two
 *   temperatures
 *
 * Source: linear interpolation.
 */
export const linearTemperatureProfile = (well: {
  readonly measuredDepthFt: ArrayLike<number>;
  readonly wellheadTemperatureF: number;
  readonly bottomholeTemperatureF: number;
}): TemperatureProfile => {
  const { measuredDepthFt: depths, wellheadTemperatureF: top } = well;
  const issues = argumentIssues(
    well,
    { measuredDepthFt: FINITE },
    'wellheadTemperatureF bottomholeTemperatureF',
  );
  const first = depths[0] ?? 0;
  const slope =
    (well.bottomholeTemperatureF - top) / ((depths[depths.length - 1] ?? 0) - first || 1);
  const temperaturesF = Float64Array.from(depths, (depth) => top + slope * (depth - first));
  return unlessIssues(issues, { temperaturesF });
};

/**
 * Temperature of a fluid that flows up a straight well, °F, a distance above its entry.
 *
 * @param well - distance in ft along the well, relaxation distance A in ft, geothermal gradient in
 *   °F/ft along the well
 *
 * Validity: steady flow, no change of phase or kinetic energy.
 * Source: Ramey (1962), Wellbore Heat Transmission, JPT: T = Tbh - g z + g A (1 - exp(-z/A)).
 */
export const rameyTemperature = (well: {
  readonly bottomholeTemperatureF: number;
  readonly geothermalGradientFPerFt: number;
  readonly distanceAboveBottomFt: number;
  readonly relaxationDistanceFt: number;
}): Quantity =>
  evaluate(
    well,
    (given) =>
      given.bottomholeTemperatureF -
      given.geothermalGradientFPerFt *
        (given.distanceAboveBottomFt +
          given.relaxationDistanceFt *
            expm1(-given.distanceAboveBottomFt / given.relaxationDistanceFt)),
  );

/**
 * Temperature of a fluid that flows up a deviated well, °F, at every station.
 *
 * @param well - stations from the wellhead down in ft, shape (n) each; geothermal gradient in °F per
 *   foot of vertical depth; the fluid enters at the last station with the rock's temperature
 *
 * Convention: Ramey's equation solved exactly over each straight piece of the survey.
 * Source: Ramey (1962), Wellbore Heat Transmission, JPT.
 */
export const rameyTemperatureProfile = (well: {
  readonly measuredDepthFt: ArrayLike<number>;
  readonly tvdFt: ArrayLike<number>;
  readonly bottomholeTemperatureF: number;
  readonly geothermalGradientFPerFt: number;
  readonly relaxationDistanceFt: number;
}): TemperatureProfile => {
  const { measuredDepthFt: md, tvdFt: tvd, relaxationDistanceFt: a } = well;
  const { bottomholeTemperatureF: bottom, geothermalGradientFPerFt: gradient } = well;
  const issues = argumentIssues(well, { measuredDepthFt: FINITE, tvdFt: FINITE });
  const temperaturesF = nanColumn(md.length);
  const last = md.length - 1;
  let excess = 0;
  temperaturesF[last] = bottom;
  for (let i = last - 1; i >= 0; i--) {
    const distance = md[i + 1]! - md[i]!;
    const cooling = (gradient * (tvd[i + 1]! - tvd[i]!)) / distance;
    const kept = exp(-distance / a);
    excess = excess * kept + cooling * a * (1 - kept);
    temperaturesF[i] = bottom - gradient * (tvd[last]! - tvd[i]!) + excess;
  }
  return unlessIssues(issues, { temperaturesF });
};

/**
 * Relaxation distance A for Ramey's temperature from production data, ft.
 *
 * @param well - rates in STB/d, gas-liquid ratio in scf/STB, diameter in inches; wellhead pressure in
 *   psig, or left out for the correlation without it
 *
 * Validity: flowing oil wells of the Cook Inlet, Gulf Coast and offshore Louisiana; long on production.
 * Source: Shiu and Beggs (1980), Predicting Temperatures in Flowing Oil Wells, Journal of Energy
 * Resources Technology.
 */
export const shiuBeggsRelaxationDistance = (well: {
  readonly oilRateStbd: number;
  readonly waterRateStbd: number;
  readonly gasLiquidRatioScfStb: number;
  readonly oilApi: number;
  readonly waterGravity: number;
  readonly gasGravity: number;
  readonly insideDiameterIn: number;
  readonly wellheadPressurePsig?: number;
}): Quantity => {
  const [c0, c1, c2, c3, c4, c5, c6] =
    well.wellheadPressurePsig === undefined
      ? [0.0149, 0.5253, 2.9303, -0.2904, 0, 0.2608, 4.4146]
      : [0.0063, 0.4882, 2.915, -0.3476, 0.2219, 0.2519, 4.724];
  return evaluate(well, (given) => {
    const { oilRateStbd: qo, waterRateStbd: qw, oilApi, gasGravity } = given;
    const mass = qo * gravityOfApi(oilApi) + qw * given.waterGravity;
    const gas = 0.0764 * given.gasLiquidRatioScfStb * (qo + qw) * gasGravity;
    return (
      c0 *
      ((350 * mass + gas) / 86_400) ** c1 *
      ((62.4 * mass) / (qo + qw)) ** c2 *
      given.insideDiameterIn ** c3 *
      (given.wellheadPressurePsig ?? 1) ** c4 *
      oilApi ** c5 *
      gasGravity ** c6
    );
  });
};
