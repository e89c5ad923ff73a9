import { argumentIssues, outOfDomain } from '../argument-issues.ts';
import { unlessIssues } from '../evaluate.ts';
import { abs } from '../math.ts';
import { FINITE, type Issue, NO_ISSUES, type Quantity } from '../quantity.ts';
import { dimensionOf, unitMeanings, type UnitMeaning } from './parse-unit.ts';

/** Pascals in a psi. */
const PSI_PA = 6894.757293168361;

/** Two units, and the atmosphere that gauge pressures are measured against. */
export interface UnitPair {
  readonly from: string;
  readonly to: string;
  /** 14.696 psia when absent. */
  readonly atmosphericPressurePsia?: number;
}

/** How to get from one unit to another: (value + shift) · factor - backShift. */
interface Conversion {
  readonly shift: number;
  readonly factor: number;
  readonly backShift: number;
  readonly issues: readonly Issue[];
}

const describe = (symbol: string, meanings: readonly UnitMeaning[]): string =>
  `${symbol} (${meanings.map(dimensionOf).join(' or ') || '1'})`;

const shiftOf = (unit: UnitMeaning, atmospherePsia: number): number =>
  unit.shift === 'atmosphere' ? (atmospherePsia * PSI_PA) / unit.factor : Number(unit.shift);

const conversionOf = ({ from, to, atmosphericPressurePsia = 14.696 }: UnitPair): Conversion => {
  const none = { shift: 0, factor: Number.NaN, backShift: 0 };
  const source = unitMeanings(from);
  const target = unitMeanings(to);
  const issues: Issue[] = [];
  if (source.length === 0) issues.push(outOfDomain('from', `the table has no unit "${from}"`));
  if (target.length === 0) issues.push(outOfDomain('to', `the table has no unit "${to}"`));
  issues.push(...argumentIssues({ atmosphericPressurePsia }));
  if (issues.length > 0) return { ...none, issues };
  for (const one of source) {
    const other = target.find((each) => dimensionOf(each) === dimensionOf(one));
    if (other === undefined) continue;
    return {
      shift: shiftOf(one, atmosphericPressurePsia),
      factor: one.factor / other.factor,
      backShift: shiftOf(other, atmosphericPressurePsia),
      issues: NO_ISSUES,
    };
  }
  const message = `expected a unit of ${describe(from, source)}, got ${describe(to, target)}`;
  return { ...none, issues: [outOfDomain('to', message)] };
};

/**
 * Converts one value; NaN below the zero of a shifted unit. What a shift leaves of rounding around
 * the other unit's zero is taken away, so that 32 °F is 0 °C.
 */
const convert = (value: number, { shift, factor, backShift }: Conversion): number => {
  const absolute = (value + shift) * factor;
  if ((shift !== 0 || backShift !== 0) && absolute < 0) return Number.NaN;
  const result = absolute - backShift;
  return abs(result) < 4 * Number.EPSILON * backShift ? 0 : result;
};

/**
 * Converts a value from one unit to another of the same dimension.
 *
 * @param conversion - the value, its unit and the unit wanted: symbols of the table
 *   and their products, quotients and powers (`lb/ft3`, `STB/d/psi`,
 *   `Pa.s`, `deg/100ft`); symbols are case-sensitive
 * @returns the value in the unit wanted; NaN with an issue when a unit is unknown, the dimensions
 *   differ, or the value lies below absolute zero or vacuum
 *
 * Conventions: degC and degF alone are scales with their zero, inside a product (`degF/100ft`) they
 * are intervals; psig, barg, kPag and MPag stand on `atmosphericPressurePsia` (14.696 when absent);
 * a torque (N.m) is no energy (J), reactive (kvarh) and apparent (kVA) are not active, and an angle
 * is a dimension of its own, so that 60 rpm is 1 Hz; `a/b.c` is a/(b c).
 * Accuracy: that of the definitions, all exact but mmHg, inHg and inH2O.
 * Source: NIST SP 811 (2008), appendix B.
 */
export const convertUnit = (conversion: UnitPair & { readonly value: number }): Quantity => {
  const { value } = conversion;
  const found = conversionOf(conversion);
  const result = convert(value, found);
  const issues = [...argumentIssues({ value }, { value: FINITE }, 'value'), ...found.issues];
  if (issues.length === 0 && Number.isNaN(result)) {
    issues.push(outOfDomain('value', `${value} ${conversion.from} is below its zero`));
  }
  return unlessIssues(issues, { value: result });
};

/** A converted column. */
export interface ConvertedColumn {
  /** Shape (n); NaN where the value was not finite or below the zero of a shifted unit. */
  readonly values: Float64Array;
  readonly issues: readonly Issue[];
}

/**
 * Converts a column from one unit to another of the same dimension.
 *
 * @param conversion - `values` of shape (n) in the unit `from`; units and conventions as {@link convertUnit}
 */
export const convertUnitColumn = (
  conversion: UnitPair & { readonly values: Float64Array },
): ConvertedColumn => {
  const { values } = conversion;
  const found = conversionOf(conversion);
  let lost = 0;
  const converted = values.map((value) => {
    const result = convert(value, found);
    if (Number.isFinite(result)) return result;
    lost++;
    return Number.NaN;
  });
  if (found.issues.length > 0 || lost === 0) return { values: converted, issues: found.issues };
  const message = `${lost} of ${values.length} rows are not finite or below their zero`;
  return { values: converted, issues: [outOfDomain('values', message)] };
};

/**
 * Whether one unit converts to another.
 *
 * Source: as convertUnit.
 */
export const unitsAreCompatible = (pair: { readonly from: string; readonly to: string }): boolean =>
  conversionOf(pair).issues.length === 0;
