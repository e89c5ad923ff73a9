import { convertUnit } from '../../src/units/index.ts';
import type { VectorAdapter, VectorReader } from '../adapter.ts';

/** The oilfield unit that stands for another one. */
const FIELD_UNIT: Readonly<Record<string, string>> = {
  bar: 'psia',
  bara: 'psia',
  kPa: 'psia',
  MPa: 'psia',
  Pa: 'psia',
  m: 'ft',
  mm: 'in',
  cm: 'in',
  m2: 'acre',
  ha: 'acre',
  'm3/d': 'STB/d',
  'm3/d/bar': 'STB/d/psi',
  'm3/d/kPa': 'STB/d/psi',
  'm3/m3': 'scf/STB',
  'Sm3/Sm3': 'scf/STB',
  'm/s': 'ft/s',
  'kg/m3': 'lb/ft3',
  'g/cm3': 'lb/ft3',
  'Pa.s': 'cP',
  'mPa.s': 'cP',
  'mN/m': 'dyn/cm',
  'N/m': 'dyn/cm',
  D: 'mD',
  '%': 'fraction',
  degC: 'degF',
  K: 'degR',
  '1/bar': '1/psi',
  '1/kPa': '1/psi',
};

/** Lengths that are inches in the oilfield, whatever their name says elsewhere. */
const BORES = new Set(['id', 'od', 'roughness']);

function fieldReader(reader: VectorReader): VectorReader {
  const unit = (name: string): string => {
    const given = reader.unit(name);
    return (given === 'm' || given === 'ft') && BORES.has(name)
      ? 'in'
      : (FIELD_UNIT[given] ?? given);
  };
  const inField = (name: string, value: number): number => {
    const from = reader.unit(name);
    const to = unit(name);
    return from === to ? value : convertUnit({ value, from, to }).value;
  };
  return {
    ...reader,
    unit,
    number: (name, fallback) =>
      reader.has(name) ? inField(name, reader.number(name)) : reader.number(name, fallback),
    numbers: (name) => reader.numbers(name).map((value) => inField(name, value)),
  };
}

/** Gives an adapter that takes oilfield units the inputs in them, from SI too. */
export function inFieldUnits(adapter: VectorAdapter): VectorAdapter {
  return Object.fromEntries(
    Object.entries(adapter).map(([name, call]) => [name, (inputs) => call(fieldReader(inputs))]),
  );
}
