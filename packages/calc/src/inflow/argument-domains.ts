import {
  checkDomains,
  type Domain,
  FINITE,
  FRACTION,
  type Issue,
  NO_ISSUES,
  noQuantity,
  NOT_NEGATIVE,
  POSITIVE,
  quantity,
  type Quantity,
} from '../quantity.ts';

const TEMPERATURE: Domain = { above: -459.67 };
const INCLINATION: Domain = { min: -90, max: 90 };
const ACTUAL_GAS: Domain = { above: 0.3, below: 3 };

/** What physics allows of every argument that the functions of inflow and outflow share, by name. */
const DOMAINS: Readonly<Record<string, Domain>> = {
  bottomholeTemperatureF: TEMPERATURE,
  bubblePointPsi: POSITIVE,
  carbonDioxideFraction: FRACTION,
  coefficient: POSITIVE,
  condensateGasRatioStbMMscf: NOT_NEGATIVE,
  criticalVelocityFtS: POSITIVE,
  depthFt: POSITIVE,
  drainageAreaAcres: POSITIVE,
  exponent: POSITIVE,
  flowEfficiency: POSITIVE,
  flowingPressurePsi: NOT_NEGATIVE,
  frictionFactor: NOT_NEGATIVE,
  froudeNumber: POSITIVE,
  gasDensityLbFt3: POSITIVE,
  gasFvfFt3Scf: POSITIVE,
  gasGravity: ACTUAL_GAS,
  gasLiquidRatioScfStb: NOT_NEGATIVE,
  gasOilRatioScfStb: NOT_NEGATIVE,
  gasRateMMscfd: POSITIVE,
  gasRateMscfd: NOT_NEGATIVE,
  gasViscosityCp: POSITIVE,
  gasZ: POSITIVE,
  geothermalGradientFPerFt: FINITE,
  distanceAboveBottomFt: NOT_NEGATIVE,
  heightFt: NOT_NEGATIVE,
  holdup: { above: 0, max: 1 },
  horizontalPermeabilityMd: POSITIVE,
  hydrogenSulfideFraction: FRACTION,
  inclinationDeg: INCLINATION,
  inertialCoefficient: NOT_NEGATIVE,
  injectionRateMscfd: NOT_NEGATIVE,
  inputLiquidFraction: { above: 0, max: 1 },
  insideDiameterIn: POSITIVE,
  laminarCoefficient: NOT_NEGATIVE,
  lengthFt: POSITIVE,
  liquidDensityLbFt3: POSITIVE,
  liquidRateStbd: POSITIVE,
  liquidVelocityNumber: NOT_NEGATIVE,
  liquidViscosityCp: POSITIVE,
  maxRateAtFlowEfficiency1Stbd: POSITIVE,
  maxRateStbd: POSITIVE,
  mixtureVelocityFtS: POSITIVE,
  molarMassLbLbmol: POSITIVE,
  nitrogenFraction: FRACTION,
  noSlipDensityLbFt3: POSITIVE,
  nonDarcyPerMscfd: NOT_NEGATIVE,
  oilApi: POSITIVE,
  oilDensityLbFt3: POSITIVE,
  oilFormationVolumeFactorRbStb: POSITIVE,
  oilFvfRbStb: POSITIVE,
  oilRateStbd: NOT_NEGATIVE,
  oilViscosityCp: POSITIVE,
  perforatedLengthFt: POSITIVE,
  permeabilityMd: POSITIVE,
  porosityFraction: { above: 0, max: 1 },
  pressurePsia: POSITIVE,
  productivityIndexStbdPsi: POSITIVE,
  rate: NOT_NEGATIVE,
  rateStbd: NOT_NEGATIVE,
  relaxationDistanceFt: POSITIVE,
  reservoirPressurePsi: POSITIVE,
  reservoirPressurePsia: POSITIVE,
  reservoirPseudopressurePsi2Cp: POSITIVE,
  roughnessIn: NOT_NEGATIVE,
  skin: FINITE,
  slipDensityLbFt3: POSITIVE,
  solutionGorScfStb: NOT_NEGATIVE,
  superficialGasVelocityFtS: NOT_NEGATIVE,
  superficialLiquidVelocityFtS: NOT_NEGATIVE,
  surfaceTensionDynCm: POSITIVE,
  temperatureR: POSITIVE,
  testRateStbd: POSITIVE,
  thicknessFt: POSITIVE,
  timeHours: POSITIVE,
  topPressurePsia: POSITIVE,
  totalCompressibilityPerPsi: POSITIVE,
  turbulentCoefficient: NOT_NEGATIVE,
  verticalDepthFt: POSITIVE,
  verticalPermeabilityMd: POSITIVE,
  waterCutFraction: FRACTION,
  waterFvfRbStb: POSITIVE,
  waterGravity: POSITIVE,
  waterRateStbd: NOT_NEGATIVE,
  waterViscosityCp: POSITIVE,
  wellLengthFt: POSITIVE,
  wellboreRadiusFt: POSITIVE,
  wellheadPressurePsia: POSITIVE,
  wellheadPressurePsig: POSITIVE,
  wellheadTemperatureF: TEMPERATURE,
};

/** A result that stays a number; one that overflowed is NaN with an issue. */
export function finiteQuantity(value: number, issues: readonly Issue[] = NO_ISSUES): Quantity {
  if (Number.isFinite(value)) return quantity(value, issues);
  return noQuantity([
    { code: 'OUT_OF_DOMAIN', parameter: 'value', message: `the result is ${value}` },
  ]);
}

/**
 * Says which arguments are impossible, and NaN among them. Names without a domain and values that are
 * no numbers are passed over.
 *
 * @param input - arguments by name
 * @param special - domains of this function, in place of the shared ones or besides them
 */
export function argumentIssues(
  input: object,
  special: Readonly<Record<string, Domain>> = {},
): readonly Issue[] {
  let issues: Issue[] | undefined;
  // Looked up by name on both sides, so that one table serves inputs of every shape.
  const values = input as Readonly<Record<string, number>>;
  for (const name in values) {
    const domain = special[name] ?? DOMAINS[name];
    if (domain === undefined || typeof values[name] !== 'number') continue;
    (issues ??= []).push(...checkDomains(values, { [name]: domain }));
  }
  return issues ?? NO_ISSUES;
}
