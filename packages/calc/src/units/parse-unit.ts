import { PREFIXES, UNIT_TABLE } from './unit-table.ts';

/** A number of base units to their powers. */
interface ProductOfUnits {
  readonly factor: number;
  readonly exponents: ReadonlyMap<string, number>;
}

/** A meaning of a unit's symbol. */
export interface UnitMeaning extends ProductOfUnits {
  /** Added to a value first, in the unit itself; `atmosphere` stands for the stated pressure. */
  readonly shift: string;
}

interface Definition {
  readonly symbol: string;
  /** Prefixes that the symbol may have. */
  readonly prefixes: Readonly<Record<string, number>>;
  /** Absent for a base unit. */
  readonly count: string | undefined;
  readonly expression: string | undefined;
  readonly shift: string;
}

// Read when the first unit is asked for, not when the module loads; the table never changes.
let definitions: readonly Definition[] | undefined;

const definitionOf = (entry: string): Definition => {
  const [marked = '', count, expression, shift = '0'] = entry.split(' ');
  const prefixes = PREFIXES[marked.at(-1)!];
  const symbol = prefixes === undefined ? marked : marked.slice(0, -1);
  return { symbol, prefixes: prefixes ?? {}, count, expression, shift };
};

/** Meanings of a symbol that is defined in the table: its own before those with a prefix. */
const definedMeanings = (symbol: string): readonly UnitMeaning[] => {
  definitions ??= UNIT_TABLE.flatMap((line) => line.split(',').map(definitionOf));
  const own = definitions.filter((definition) => definition.symbol === symbol);
  if (own.length > 0) return own.map((definition) => meaningOf(definition, 1));
  return definitions.flatMap((definition) => {
    if (!symbol.endsWith(definition.symbol)) return [];
    const prefix = symbol.slice(0, -definition.symbol.length);
    if (!Object.hasOwn(definition.prefixes, prefix)) return [];
    return [meaningOf(definition, definition.prefixes[prefix]!)];
  });
};

const meaningOf = (definition: Definition, multiple: number): UnitMeaning => {
  const { symbol, count, expression, shift } = definition;
  if (count === undefined) return { factor: multiple, exponents: new Map([[symbol, 1]]), shift };
  // A definition counts units of the table: there is a meaning.
  const unit = expression === undefined ? NUMBER : unitMeanings(expression)[0]!;
  return { factor: multiple * Number(count) * unit.factor, exponents: unit.exponents, shift };
};

const NUMBER: ProductOfUnits = { factor: 1, exponents: /* @__PURE__ */ new Map() };

/** A unit inside a product: degrees are intervals there, and a gauge pressure has no meaning. */
const unitInProduct = (symbol: string): ProductOfUnits | undefined =>
  definedMeanings(symbol).find((meaning) => meaning.shift !== 'atmosphere');

/** `m3`, `100ft`, `s-1`: a number, a symbol, an exponent. */
const FACTOR = /^(\d+)?(.*?)(-?[1-9])?$/u;

/** One factor of a product; a symbol of the table first, so that `inH2O` is no power. */
const factorOf = (text: string): (ProductOfUnits & { readonly power: number }) | undefined => {
  const whole = unitInProduct(text);
  if (whole !== undefined) return { ...whole, power: 1 };
  if (/^\d+$/u.test(text)) return { ...NUMBER, factor: Number(text), power: 1 };
  const [, count = '1', symbol = '', power = '1'] = FACTOR.exec(text) ?? [];
  const unit = unitInProduct(symbol);
  if (unit === undefined) return undefined;
  const exponent = Number(power);
  const factor = Number(count) * unit.factor ** exponent;
  return { factor, exponents: unit.exponents, power: exponent };
};

/** A product and quotient of units; every slash divides by all that follows it up to the next. */
const productOf = (text: string): readonly UnitMeaning[] => {
  let factor = 1;
  const exponents = new Map<string, number>();
  for (const [place, segment] of text.split('/').entries()) {
    const sign = place === 0 ? 1 : -1;
    for (const part of segment.split('.')) {
      const unit = factorOf(part);
      if (unit === undefined) return [];
      factor *= unit.factor ** sign;
      for (const [base, power] of unit.exponents) {
        exponents.set(base, (exponents.get(base) ?? 0) + sign * power * unit.power);
      }
    }
  }
  return [{ factor, exponents, shift: '0' }];
};

/** One spelling of each symbol: `m³`, `m^3`, `°C`, `ft-lbf`, `STB/(d·psi)` are understood. */
const spelling = (symbol: string): string =>
  symbol
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll('°', 'deg')
    .replaceAll('µ', 'u')
    .replaceAll(/[·*⋅]/gu, '.')
    .replaceAll(/(?<=[a-z])-(?=[a-z])/giu, '.')
    .replaceAll(/[\s^]/gu, '')
    .replaceAll(/\(([^()/]*)\)/gu, '$1');

/** Meanings of a symbol; empty when the table does not know it, two for `ft.lbf`. */
export const unitMeanings = (symbol: string): readonly UnitMeaning[] => {
  const text = spelling(symbol);
  const defined = definedMeanings(text);
  return defined.length > 0 ? defined : productOf(text);
};

/** Base units to their powers, written one way: `kg m-1 s-2`. Equal where units convert. */
export const dimensionOf = (unit: UnitMeaning): string =>
  [...unit.exponents]
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => (power === 1 ? base : base + power))
    .toSorted()
    .join(' ');
