import type { VectorReader } from '../adapter.ts';

/** What one of each unit is in the field unit that the package wants. */
const FIELD_UNITS = {
  ft: { ft: 1, m: 1 / 0.3048, in: 1 / 12 },
  in: { in: 1, mm: 1 / 25.4, cm: 1 / 2.54, m: 1 / 0.0254, ft: 12, '1/32 in': 1 / 32 },
  '1/32 in': { '1/32 in': 1, in: 32, mm: 32 / 25.4 },
  in2: { in2: 1, mm2: 1 / 645.16, cm2: 1 / 6.4516 },
  in4: { in4: 1 },
  ppg: {
    ppg: 1,
    'lb/gal': 1,
    'kg/m3': 1 / 119.826_427_316_896_63,
    'g/cm3': 8.345_404_452_021_266,
    SG: 8.345_404_452_021_266,
    sg: 8.345_404_452_021_266,
    'lb/ft3': 1 / 7.480_519_480_519_481,
  },
  psi: {
    psi: 1,
    psig: 1,
    psia: 1,
    ksi: 1000,
    bar: 14.503_773_773_020_92,
    Pa: 1.450_377_377_302_092e-4,
    kPa: 0.145_037_737_730_209_2,
    MPa: 145.037_737_730_209_2,
    GPa: 145_037.737_730_209_2,
  },
  'psi/ft': { 'psi/ft': 1, 'kPa/m': 0.044_207_502_460_167_77, 'bar/m': 4.420_750_246_016_777 },
  lbf: { lbf: 1, klbf: 1000, kip: 1000, N: 1 / 4.4482216152605, kN: 1000 / 4.4482216152605 },
  'lbf/ft': {
    'lbf/ft': 1,
    'lb/ft': 1,
    'N/m': 0.3048 / 4.4482216152605,
    'kg/m': 0.671_968_975_139_506_8,
    'lbf/in': 12,
    'kN/m': 304.8 / 4.4482216152605,
  },
  'ft.lbf': {
    'ft.lbf': 1,
    'lbf.ft': 1,
    'kft.lbf': 1000,
    'N.m': 1 / 1.355_817_948_331_400_4,
    'kN.m': 1000 / 1.355_817_948_331_400_4,
  },
  gpm: {
    gpm: 1,
    'gal/min': 1,
    'L/min': 1 / 3.785411784,
    'm3/min': 264.172_052_358_148_4,
    'bbl/min': 42,
  },
  bbl: { bbl: 1, m3: 6.289_810_770_432_105, gal: 1 / 42, L: 0.006_289_810_770_432_105 },
  'bbl/ft': { 'bbl/ft': 1, 'm3/m': 1.917_134_322_827_706, 'L/m': 0.001_917_134_322_827_706 },
  'bbl/stk': {
    'bbl/stk': 1,
    'gal/stk': 1 / 42,
    'm3/stk': 6.289_810_770_432_105,
    'L/stk': 0.006_289_810_770_432_105,
  },
  'ft/h': { 'ft/h': 1, 'ft/hr': 1, 'm/h': 1 / 0.3048 },
  'ft/min': { 'ft/min': 1, 'ft/s': 60, 'm/min': 1 / 0.3048, 'm/s': 60 / 0.3048 },
  'rev/min': { 'rev/min': 1, rpm: 1, '1/min': 1, 'rev/s': 60, Hz: 60 },
  deg: { deg: 1, rad: 180 / Math.PI },
  cP: { cP: 1, 'mPa.s': 1, 'Pa.s': 1000 },
  'lbf/100ft2': { 'lbf/100ft2': 1, 'lb/100ft2': 1, Pa: 2.088_543_423_315_013 },
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
