import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertUnit, convertUnitColumn, unitsAreCompatible } from '../../src/units/index.ts';
import { UNIT_TABLE } from '../../src/units/unit-table.ts';

/** Values of NIST SP 811 (2008), appendix B, and of definitions. */
const PUBLISHED = [
  [1, 'bbl', 'm3', 0.158987294928],
  [1, 'bbl', 'gal', 42],
  [1, 'acre.ft', 'm3', 1233.48183754752],
  [1, 'psi', 'kPa', 6.894757293168],
  [1, 'atm', 'psi', 14.69594877551],
  [1, 'hp', 'W', 745.69987158227],
  [1, 'lbf.ft', 'N.m', 1.35581794833],
  [1, 'kgf/cm2', 'bar', 0.980665],
  [1, 'Btu', 'J', 1055.05585262],
  [1, 'Btu/lb', 'kJ/kg', 2.326],
  [1, 'lb/gal', 'kg/m3', 119.826427],
  [1, 'psi/ft', 'kPa/m', 22.62059],
  [1, 'lb/ft/s', 'Pa.s', 1.48816394],
  [1, 'lbf/100ft2', 'Pa', 0.4788026],
  [1, 'D', 'm2', 9.869233e-13],
  [1, 'gal/min', 'm3/s', 6.30902e-5],
  [1, 'scf/STB', 'm3/m3', 0.178107606679],
  [1, 'mi/h', 'm/s', 0.44704],
  [1, 'slug', 'kg', 14.5939],
  [60, 'rpm', 'Hz', 1],
  [180, 'deg', 'rad', Math.PI],
  [1, 'kWh', 'MJ', 3.6],
  [1, 'toe', 'MWh', 11.63],
  [1, 'MMBtu', 'kWh', 293.0710701722],
  [1, 'therm', 'MJ', 105.505585262],
  [1, 'boe', 'MMBtu', 5.8],
  [1, 'TR', 'kW', 3.51685284207],
  [1, 'V/A', 'ohm', 1],
  [1, 'kgCO2e/kWh', 'tCO2e/MWh', 1],
  [1, 'STB/d/psi', 'm3/d/kPa', 0.158987294928 / 6.894757293168],
] as const;

describe('convertUnit', () => {
  test.each(PUBLISHED)('turns %d %s into %s as published', (value, from, to, expected) => {
    const converted = convertUnit({ value, from, to });
    expect(converted.issues).toEqual([]);
    expect(converted.value / expected).toBeCloseTo(1, 6);
  });

  test.each([
    [32, 'degF', 'degC', 0],
    [212, 'degF', 'degC', 100],
    [-40, 'degC', 'degF', -40],
    [0, 'degC', 'K', 273.15],
    [60, 'degF', 'degR', 519.67],
    [0, 'degR', 'degF', -459.67],
  ])('counts %d %s from its own zero: %s', (value, from, to, expected) => {
    expect(convertUnit({ value, from, to }).value).toBeCloseTo(expected, 10);
  });

  test('takes a degree inside a product for an interval', () => {
    expect(convertUnit({ value: 1.8, from: 'degF/ft', to: 'degC/ft' }).value).toBeCloseTo(1, 12);
  });

  test('sets gauge pressures on 14.696 psia or on the atmosphere that is stated', () => {
    expect(convertUnit({ value: 100, from: 'psig', to: 'psia' }).value).toBeCloseTo(114.696, 9);
    const high = { from: 'psig', to: 'psia', atmosphericPressurePsia: 12.2 };
    expect(convertUnit({ ...high, value: 100 }).value).toBeCloseTo(112.2, 9);
    expect(convertUnit({ value: 0, from: 'barg', to: 'psig' }).value).toBeCloseTo(0, 12);
  });

  test.each([
    ['m³', 'm3'],
    ['m^3', 'm3'],
    ['°C', 'degC'],
    ['ft-lbf', 'ft.lbf'],
    ['STB/(d·psi)', 'STB/d/psi'],
    ['kg/(m.s)', 'kg/m/s'],
    ['m.s-1', 'm/s'],
    ['MMscf/d', 'MMscfd'],
    ['hL', 'L.100'],
    ['Mpsi', 'ksi.1000'],
  ])('reads %s as %s', (spelled, plain) => {
    expect(convertUnit({ value: 3, from: spelled, to: plain }).value).toBeCloseTo(3, 12);
  });

  test.each([
    ['ft', 's'],
    ['N.m', 'J'],
    ['kvarh', 'kWh'],
    ['kVA', 'kW'],
    ['kgCO2e', 'kg'],
    ['Hz', '1/s'],
    ['psi', 'psi/ft'],
  ])('refuses to turn %s into %s', (from, to) => {
    const { value, issues } = convertUnit({ value: 1, from, to });
    expect(value).toBeNaN();
    expect(issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'to' }]);
  });

  test.each(['furlong', '', 'psig/ft', 'm/', 'MW2x', 'constructor', '/', '3'.repeat(2) + 'q'])(
    'has no unit "%s"',
    (from) => {
      const { value, issues } = convertUnit({ value: 1, from, to: 'm' });
      expect(value).toBeNaN();
      expect(issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'from' }]);
    },
  );

  test.each([
    [-300, 'degC', 'K'],
    [-500, 'degF', 'degC'],
    [-20, 'psig', 'psia'],
  ])('refuses %d %s, below the zero of its dimension', (value, from, to) => {
    const converted = convertUnit({ value, from, to });
    expect(converted.value).toBeNaN();
    expect(converted.issues).toMatchObject([{ code: 'OUT_OF_DOMAIN', parameter: 'value' }]);
  });

  test('keeps the sign of a difference of pressures', () => {
    expect(convertUnit({ value: -5, from: 'psi', to: 'kPa' }).value).toBeCloseTo(-34.4737865, 6);
  });

  test('refuses a value that is no number and an atmosphere below vacuum', () => {
    expect(convertUnit({ value: Number.NaN, from: 'm', to: 'ft' }).issues).toMatchObject([
      { code: 'NOT_FINITE', parameter: 'value' },
    ]);
    expect(
      convertUnit({ value: 1, from: 'psig', to: 'psi', atmosphericPressurePsia: -1 }).issues,
    ).toMatchObject([{ parameter: 'atmosphericPressurePsia' }]);
  });
});

/** Symbols of each line of the table. */
const lines = UNIT_TABLE.map((line) =>
  line.split(',').map((definition) => definition.split(' ')[0]!.replace(/[*']$/u, '')),
);

const anyLine = fc.constantFrom(...lines.filter((symbols) => symbols.length > 1));
const anyPair = anyLine.chain((symbols) => {
  const unit = fc.constantFrom(...symbols);
  return fc.record({ from: unit, to: unit });
});

describe('every unit of the table', () => {
  test('comes back from every other of its dimension', () => {
    fc.assert(
      fc.property(anyPair, fc.double({ min: 0.001, max: 1e6, noNaN: true }), (pair, value) => {
        const there = convertUnit({ value, ...pair });
        const back = convertUnit({ value: there.value, from: pair.to, to: pair.from });
        expect(back.issues).toEqual([]);
        expect(Math.abs(back.value - value)).toBeLessThan(1e-9 * (value + 500));
      }),
    );
  });

  test('converts through a third unit to the same value', () => {
    const triple = anyLine.chain((symbols) => {
      const unit = fc.constantFrom(...symbols);
      return fc.tuple(unit, unit, unit);
    });
    fc.assert(
      fc.property(triple, ([from, through, to]) => {
        const direct = convertUnit({ value: 7, from, to }).value;
        const middle = convertUnit({ value: 7, from, to: through }).value;
        const indirect = convertUnit({ value: middle, from: through, to }).value;
        expect(Math.abs(indirect - direct)).toBeLessThan(1e-9 * (Math.abs(direct) + 500));
      }),
    );
  });

  test('converts to no unit of another line, but for areas, which are permeabilities', () => {
    for (const [from = ''] of lines) {
      for (const [to = ''] of lines) {
        const areAreas = [from, to].every((symbol) => symbol === 'acre' || symbol === 'D');
        expect({ from, to, is: unitsAreCompatible({ from, to }) }).toEqual({
          from,
          to,
          is: from === to || areAreas,
        });
      }
    }
  });

  test('is named with its base units when it cannot be converted', () => {
    const { issues } = convertUnit({ value: 1, from: 'ft.lbf', to: 'psi' });
    expect(issues[0]?.message).toBe(
      'to: expected a unit of ft.lbf (kg m2 s-2 or kg m2 rad-1 s-2), got psi (kg m-1 s-2)',
    );
  });
});

describe('convertUnitColumn', () => {
  test('equals the conversion of each value', () => {
    const values = Float64Array.of(-10, 0, 60, 212.5);
    const column = convertUnitColumn({ values, from: 'degF', to: 'degC' });
    expect([...column.values]).toEqual(
      [...values].map((value) => convertUnit({ value, from: 'degF', to: 'degC' }).value),
    );
    expect(column.issues).toEqual([]);
  });

  test('leaves NaN in rows without a value and counts them', () => {
    const values = Float64Array.of(1, Number.NaN, -500);
    const column = convertUnitColumn({ values, from: 'degF', to: 'K' });
    expect([...column.values].map(Number.isNaN)).toEqual([false, true, true]);
    expect(column.issues).toMatchObject([{ parameter: 'values' }]);
    expect(column.issues[0]?.message).toContain('2 of 3');
  });

  test('refuses units of different dimensions', () => {
    const column = convertUnitColumn({ values: Float64Array.of(1), from: 'm', to: 'kg' });
    expect(column.values[0]).toBeNaN();
    expect(column.issues).toMatchObject([{ parameter: 'to' }]);
  });
});
