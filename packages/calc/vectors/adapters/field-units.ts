import type { VectorReader } from '../adapter.ts';

// A unit as { quantity, factor, offset }: value in the base unit = value × factor + offset. The
// base units are those of the package's parameters.
type Unit = readonly [quantity: string, factor: number, offset?: number];

const UNITS: Readonly<Record<string, Unit>> = {
  d: ['time', 1],
  day: ['time', 1],
  h: ['time', 1 / 24],
  hr: ['time', 1 / 24],
  min: ['time', 1 / 1440],
  s: ['time', 1 / 86_400],
  month: ['time', 365.25 / 12],
  yr: ['time', 365.25],
  year: ['time', 365.25],
  '1/d': ['decline', 1],
  '1/day': ['decline', 1],
  '1/month': ['decline', 12 / 365.25],
  '1/yr': ['decline', 1 / 365.25],
  '1/year': ['decline', 1 / 365.25],
  psi: ['pressure', 1],
  psia: ['pressure', 1],
  psig: ['pressure', 1, 14.7],
  bar: ['pressure', 14.5037737730209],
  bara: ['pressure', 14.5037737730209],
  barg: ['pressure', 14.5037737730209, 14.7],
  kPa: ['pressure', 0.145037737730209],
  MPa: ['pressure', 145.037737730209],
  '1/psi': ['compressibility', 1],
  '1/bar': ['compressibility', 1 / 14.5037737730209],
  '1/kPa': ['compressibility', 1 / 0.145037737730209],
  degR: ['temperature', 1, -459.67],
  degF: ['temperature', 1],
  degC: ['temperature', 1.8, 32],
  K: ['temperature', 1.8, -459.67],
  ft: ['length', 1],
  in: ['length', 1 / 12],
  '1/64 in': ['length', 1 / 768],
  m: ['length', 1 / 0.3048],
  cm: ['length', 0.01 / 0.3048],
  mm: ['length', 0.001 / 0.3048],
  ft2: ['area', 1],
  in2: ['area', 1 / 144],
  acre: ['area', 43_560],
  m2: ['area', 1 / 0.3048 ** 2],
  ha: ['area', 10_000 / 0.3048 ** 2],
  'ft3/scf': ['gasVolumeFactor', 1],
  'rcf/scf': ['gasVolumeFactor', 1],
  'rb/scf': ['gasVolumeFactor', 5.61458333333333],
  'bbl/scf': ['gasVolumeFactor', 5.61458333333333],
  'rb/Mscf': ['gasVolumeFactor', 0.00561458333333333],
  cP: ['viscosity', 1],
  'mPa.s': ['viscosity', 1],
  'Pa.s': ['viscosity', 1000],
  mD: ['permeability', 1],
  D: ['permeability', 1000],
  'STB/d': ['liquidRate', 1],
  'bbl/d': ['liquidRate', 1],
  'rb/d': ['liquidRate', 1],
  'm3/d': ['liquidRate', 6.2898107704321],
  'Mscf/d': ['gasRate', 1],
  'MMscf/d': ['gasRate', 1000],
  'scf/d': ['gasRate', 0.001],
  fraction: ['ratio', 1],
  '1': ['ratio', 1],
  '%': ['ratio', 0.01],
  percent: ['ratio', 0.01],
  'lb/ft3': ['density', 1],
  'lbm/ft3': ['density', 1],
  'lb/gal': ['density', 7.48051948051948],
  ppg: ['density', 7.48051948051948],
  'kg/m3': ['density', 0.0624279605761446],
  'g/cm3': ['density', 62.4279605761446],
};

/** Converts numbers of an input from the vector's unit; an unknown unit passes as it stands. */
export function convert(values: readonly number[], from: string, to: string): number[] {
  const source = UNITS[from];
  const target = UNITS[to];
  if (from === to || source === undefined || target === undefined || source[0] !== target[0]) {
    return [...values];
  }
  const [, factor, offset = 0] = source;
  const [, targetFactor, targetOffset = 0] = target;
  return values.map((value) => (value * factor + offset - targetOffset) / targetFactor);
}

/** Reads a number in a unit; a fallback is in that unit already. */
export function inUnit(
  inputs: VectorReader,
  name: string,
  unit: string,
  fallback?: number,
): number {
  if (fallback !== undefined && !inputs.has(name)) return fallback;
  return convert([inputs.number(name)], inputs.unit(name), unit)[0]!;
}

/** Reads a list in a unit; one number is a list of one. */
export function listInUnit(inputs: VectorReader, name: string, unit: string): number[] {
  const value = inputs.raw(name);
  const list = Array.isArray(value) ? value.map(Number) : [Number(value)];
  return convert(list, inputs.unit(name), unit);
}

/** First of several names that the vector gives. */
export function firstOf(inputs: VectorReader, ...names: readonly string[]): string {
  return names.find((name) => inputs.has(name)) ?? names[0]!;
}
