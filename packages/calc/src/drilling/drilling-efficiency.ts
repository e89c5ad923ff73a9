import { evaluate } from '../evaluate.ts';
import { log, PI } from '../math.ts';
import type { Quantity } from '../quantity.ts';

/**
 * Computes the mechanical specific energy of drilling, psi: the work to remove a volume of rock.
 *
 * @param input.weightOnBitLbf - 0 or more, lbf
 * @param input.rotarySpeedRpm - at the bit, 0 or more, 1/min
 * @param input.torqueFtLbf - at the bit, 0 or more, ft lbf
 * @param input.penetrationRateFtPerHr - more than 0, ft/h
 * @param input.bitDiameterIn - more than 0, in
 *
 * Validity: equals the rock's strength at best; surface torque overstates it.
 * Source: R. Teale, The Concept of Specific Energy in Rock Drilling, Int. J. Rock Mech. 2 (1965).
 */
export const mechanicalSpecificEnergy = (input: {
  readonly weightOnBitLbf: number;
  readonly rotarySpeedRpm: number;
  readonly torqueFtLbf: number;
  readonly penetrationRateFtPerHr: number;
  readonly bitDiameterIn: number;
}): Quantity =>
  evaluate(input, (given) =>
    specificEnergy(
      bitArea(given.bitDiameterIn),
      given.weightOnBitLbf,
      given.rotarySpeedRpm * given.torqueFtLbf,
      given.penetrationRateFtPerHr,
    ),
  );

const bitArea = (diameterIn: number): number => (PI / 4) * diameterIn ** 2;

const specificEnergy = (area: number, weight: number, power: number, rate: number): number =>
  (weight + (120 * PI * power) / rate) / area;

/**
 * Computes mechanical specific energy over history, psi; NaN where a row is off bottom (no penetration) or negative.
 *
 * @param input - columns of one length, shape (n), units as for {@link mechanicalSpecificEnergy}
 * @returns shape (n), as long as the shortest column
 */
export const mechanicalSpecificEnergySeries = (input: {
  readonly weightOnBitLbf: Float64Array;
  readonly rotarySpeedRpm: Float64Array;
  readonly torqueFtLbf: Float64Array;
  readonly penetrationRateFtPerHr: Float64Array;
  readonly bitDiameterIn: number;
}): Float64Array => {
  const area = input.bitDiameterIn > 0 ? bitArea(input.bitDiameterIn) : Number.NaN;
  return input.penetrationRateFtPerHr.map((rate, i) => {
    const weight = input.weightOnBitLbf[i]!;
    const speed = input.rotarySpeedRpm[i]!;
    const torque = input.torqueFtLbf[i]!;
    const isDrilling = rate > 0 && rate < Infinity && weight >= 0 && speed >= 0 && torque >= 0;
    return isDrilling ? specificEnergy(area, weight, speed * torque, rate) : Number.NaN;
  });
};

/**
 * Computes the drilling exponent d, a penetration rate made independent of weight, speed and bit size.
 *
 * @param input.penetrationRateFtPerHr - more than 0 and less than 60 times the speed, ft/h
 * @param input.rotarySpeedRpm - more than 0, 1/min
 * @param input.weightOnBitLbf - more than 0 and less than 83 333 lbf for each inch of bit
 * @param input.bitDiameterIn - more than 0, in
 *
 * Source: J.R. Jorden and O.J. Shirley, Application of Drilling Performance Data to Overpressure Detection, JPT
 * November 1966; A.T. Bourgoyne et al., Applied Drilling Engineering (1986), example 2.8.
 */
export const drillingExponent = (input: {
  readonly penetrationRateFtPerHr: number;
  readonly rotarySpeedRpm: number;
  readonly weightOnBitLbf: number;
  readonly bitDiameterIn: number;
}): Quantity =>
  evaluate(
    input,
    (given) =>
      exponent(
        given.penetrationRateFtPerHr,
        given.rotarySpeedRpm,
        given.weightOnBitLbf,
        given.bitDiameterIn,
      ),
    {
      penetrationRateFtPerHr: { above: 0, below: 60 * input.rotarySpeedRpm },
      weightOnBitLbf: { above: 0, below: (1e6 * input.bitDiameterIn) / 12 },
    },
  );

const exponent = (rate: number, speed: number, weight: number, diameter: number): number =>
  log(rate / (60 * speed)) / log((12 * weight) / (1e6 * diameter));

/**
 * Computes the drilling exponent corrected for mud weight (dc), which falls where pore pressure rises.
 *
 * @param input.drillingExponent - d, more than 0
 * @param input.normalMudWeightPpg - normal pore pressure as mud weight (8.5 to 9), more than 0, ppg
 * @param input.actualMudWeightPpg - mud in use (or its ECD), more than 0, ppg
 *
 * Source: B. Rehm and R. McClendon, Measurement of Formation Pressure from Drilling Data, SPE 3601 (1971).
 */
export const correctedDrillingExponent = (input: {
  readonly drillingExponent: number;
  readonly normalMudWeightPpg: number;
  readonly actualMudWeightPpg: number;
}): Quantity =>
  evaluate(
    input,
    (given) => (given.drillingExponent * given.normalMudWeightPpg) / given.actualMudWeightPpg,
    {},
    { normalMudWeightPpg: [8.3, 10] },
  );

/**
 * Computes the corrected drilling exponent over history; NaN where a row has no exponent (not drilling).
 *
 * A normal mud weight or a bit of no size gives NaN throughout.
 *
 * @param input - columns of one length, shape (n), units as for {@link drillingExponent}
 * @returns shape (n), as long as the shortest column
 */
export const correctedDrillingExponentSeries = (input: {
  readonly penetrationRateFtPerHr: Float64Array;
  readonly rotarySpeedRpm: Float64Array;
  readonly weightOnBitLbf: Float64Array;
  readonly actualMudWeightPpg: Float64Array;
  readonly bitDiameterIn: number;
  readonly normalMudWeightPpg: number;
}): Float64Array => {
  const { bitDiameterIn } = input;
  const normal = input.normalMudWeightPpg > 0 ? input.normalMudWeightPpg : Number.NaN;
  return input.penetrationRateFtPerHr.map((rate, i) => {
    const speed = input.rotarySpeedRpm[i]!;
    const weight = input.weightOnBitLbf[i]!;
    const mud = input.actualMudWeightPpg[i]!;
    const isDrilling =
      rate > 0 && rate < 60 * speed && weight > 0 && 12 * weight < 1e6 * bitDiameterIn && mud > 0;
    return isDrilling ? (exponent(rate, speed, weight, bitDiameterIn) * normal) / mud : Number.NaN;
  });
};
