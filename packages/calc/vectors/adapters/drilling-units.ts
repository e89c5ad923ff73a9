import type { VectorReader } from '../adapter.ts';

/** One of each unit in the field unit of the package. */
const FIELD_UNITS = {
  ft: { ft: 1, m: 1 / 0.3048, in: 1 / 12 },
  in: { in: 1, mm: 1 / 25.4, cm: 1 / 2.54, m: 1 / 0.0254, ft: 12, '1/32 in': 1 / 32 },
  '1/32 in': { '1/32 in': 1, in: 32, mm: 32 / 25.4 },
  in2: { in2: 1, mm2: 1 / 645.16, cm2: 1 / 6.4516 },
  in4: { in4: 1 },
  ppg: {
    ppg: 1,
    'lb/gal': 1,
    'kg/m3': 1 / 119.826427316897,
    'g/cm3': 8.34540445202127,
    SG: 8.34540445202127,
    sg: 8.34540445202127,
    'lb/ft3': 1 / 7.48051948051948,
  },
  psi: {
    psi: 1,
    psig: 1,
    psia: 1,
    ksi: 1000,
    bar: 14.5037737730209,
    Pa: 0.000145037737730209,
    kPa: 0.145037737730209,
    MPa: 145.037737730209,
    GPa: 145037.737730209,
  },
  'psi/ft': { 'psi/ft': 1, 'kPa/m': 0.0442075024601678, 'bar/m': 4.42075024601678 },
  lbf: { lbf: 1, klbf: 1000, kip: 1000, N: 1 / 4.4482216152605, kN: 1000 / 4.4482216152605 },
  'lbf/ft': {
    'lbf/ft': 1,
    'lb/ft': 1,
    'N/m': 0.3048 / 4.4482216152605,
    'kg/m': 0.671968975139507,
    'lbf/in': 12,
    'kN/m': 304.8 / 4.4482216152605,
  },
  'ft.lbf': {
    'ft.lbf': 1,
    'lbf.ft': 1,
    'kft.lbf': 1000,
    'N.m': 1 / 1.3558179483314,
    'kN.m': 1000 / 1.3558179483314,
  },
  gpm: {
    gpm: 1,
    'gal/min': 1,
    'L/min': 1 / 3.785411784,
    'm3/min': 264.172052358148,
    'bbl/min': 42,
  },
  bbl: { bbl: 1, m3: 6.2898107704321, gal: 1 / 42, L: 0.00628981077043211 },
  'bbl/ft': { 'bbl/ft': 1, 'm3/m': 1.91713432282771, 'L/m': 0.00191713432282771 },
  'bbl/stk': {
    'bbl/stk': 1,
    'gal/stk': 1 / 42,
    'm3/stk': 6.2898107704321,
    'L/stk': 0.00628981077043211,
  },
  'ft/h': { 'ft/h': 1, 'ft/hr': 1, 'm/h': 1 / 0.3048 },
  'ft/min': { 'ft/min': 1, 'ft/s': 60, 'm/min': 1 / 0.3048, 'm/s': 60 / 0.3048 },
  'rev/min': { 'rev/min': 1, rpm: 1, '1/min': 1, 'rev/s': 60, Hz: 60 },
  deg: { deg: 1, rad: 180 / Math.PI },
  cP: { cP: 1, 'mPa.s': 1, 'Pa.s': 1000 },
  'lbf/100ft2': { 'lbf/100ft2': 1, 'lb/100ft2': 1, Pa: 2.08854342331501 },
  degF: { degF: 1, degR: 1, degC: 1.8, K: 1.8 },
  '1/degF': { '1/degF': 1, '1/degC': 1 / 1.8, '1/K': 1 / 1.8 },
  fraction: { '1': 1, fraction: 1, '%': 0.01 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A unit in which the package takes a quantity. */
export type FieldUnit = keyof typeof FIELD_UNITS;

/** How many field units one of a unit is. */
export function perUnit(unit: string, field: FieldUnit): number {
  const factor = (FIELD_UNITS[field] as Readonly<Record<string, number>>)[unit];
  if (factor === undefined) throw new Error(`no conversion from ${unit} to ${field}`);
  return factor;
}

/** Reads an input in a field unit. */
export function inField(
  reader: VectorReader,
  name: string,
  field: FieldUnit,
  fallback?: number,
): number {
  if (!reader.has(name)) return reader.number(name, fallback);
  return reader.number(name) * perUnit(reader.unit(name), field);
}

/** Reads a column in a field unit. */
export function columnInField(reader: VectorReader, name: string, field: FieldUnit): Float64Array {
  const factor = perUnit(reader.unit(name), field);
  return Float64Array.from(reader.numbers(name), (value) => value * factor);
}

/** Whether a length is given in metres. */
export function isMetric(reader: VectorReader, name: string): boolean {
  return reader.has(name) && reader.unit(name) === 'm';
}
