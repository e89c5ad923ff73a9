import { OILFIELD_PREFIXES, SHIFTED_UNITS, SI_PREFIXES, UNIT_TABLE } from './unit-table.ts';

/** A meaning of a unit's symbol. */
export interface UnitMeaning {
  /** Exponents of the base units, written one way: `kg1 m-1 s-2`. Equal where units convert. */
  readonly dimensionKey: string;
  /** Coherent base units in one of it. */
  readonly factor: number;
  /** Added to a value first, in the unit itself; `atmosphere` stands for the stated pressure. */
  readonly shift: number | 'atmosphere';
}

/** A number of base units to their powers. */
interface ProductOfUnits {
  readonly factor: number;
  readonly exponents: ReadonlyMap<string, number>;
}

interface Definition {
  readonly symbol: string;
  /** Prefixes that the symbol may have. */
  readonly prefixes: Readonly<Record<string, number>>;
  /** Absent for a base unit. */
  readonly count?: string | undefined;
  readonly expression?: string | undefined;
}

/** A dimension and its units. The first of them tells what it is made of. */
export interface UnitGroup {
  readonly dimension: string;
  readonly definitions: readonly Definition[];
  /** Compositions that are of this dimension and no other. */
  readonly usual: readonly string[];
}

// Read when the first unit is asked for, not when the module loads; the table never changes.
let groups: readonly UnitGroup[] | undefined;

/** The table, read once. */
export const unitGroups = (): readonly UnitGroup[] =>
  (groups ??= UNIT_TABLE.split('\n').map((line) => {
    const [dimension = '', units = '', usual = ''] = line.split(':');
    return {
      dimension,
      definitions: words(units, ',').map(definitionOf),
      usual: words(usual, ' '),
    };
  }));

const words = (text: string, separator: string): readonly string[] =>
  text.split(separator).filter((word) => word !== '');

const PREFIXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '*': SI_PREFIXES,
  "'": OILFIELD_PREFIXES,
};

const definitionOf = (entry: string): Definition => {
  const [marked = '', count, expression] = entry.split(' ');
  const prefixes = PREFIXES[marked.at(-1) ?? ''];
  const symbol = prefixes === undefined ? marked : marked.slice(0, -1);
  return { symbol, prefixes: prefixes ?? {}, count, expression };
};

/** Symbols of a group without their prefixes. */
export const symbolsOf = (group: UnitGroup): readonly string[] => [
  ...group.definitions.map(({ symbol }) => symbol),
  ...group.usual,
];

/** Meanings of a symbol that is defined in the table: its own before those with a prefix. */
const definedMeanings = (symbol: string): readonly ProductOfUnits[] => {
  const found = unitGroups()
    .flatMap(({ definitions }) => definitions)
    .filter((definition) => symbol.endsWith(definition.symbol));
  const own = found.filter((definition) => definition.symbol === symbol);
  return (own.length > 0 ? own : found).flatMap((definition) => {
    const prefix = symbol.slice(0, symbol.length - definition.symbol.length);
    if (prefix === '') return meaningOf(definition, 1);
    const { prefixes } = definition;
    return Object.hasOwn(prefixes, prefix) ? meaningOf(definition, prefixes[prefix]!) : [];
  });
};

const meaningOf = (definition: Definition, multiple: number): ProductOfUnits[] => {
  if (definition.count === undefined)
    return [{ factor: multiple, exponents: new Map([[definition.symbol, 1]]) }];
  const product =
    definition.expression === undefined ? NUMBER : expressionOf(definition.expression);
  if (product === undefined) return [];
  return [
    { factor: multiple * Number(definition.count) * product.factor, exponents: product.exponents },
  ];
};

/** What a unit is defined by: another of the table, or a product. */
const expressionOf = (text: string): ProductOfUnits | undefined =>
  definedMeanings(text)[0] ?? productOf(text);

const NUMBER: ProductOfUnits = { factor: 1, exponents: /* @__PURE__ */ new Map() };

/** A unit inside a product: degrees are intervals there, and a gauge pressure has no meaning. */
const unitInProduct = (symbol: string): ProductOfUnits | undefined => {
  const shifted = SHIFTED_UNITS[symbol];
  if (shifted === undefined) return definedMeanings(symbol)[0];
  return shifted.shift === undefined ? undefined : definedMeanings(shifted.unit)[0];
};

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
const productOf = (text: string): ProductOfUnits | undefined => {
  let factor = 1;
  const exponents = new Map<string, number>();
  for (const [place, segment] of text.split('/').entries()) {
    const sign = place === 0 ? 1 : -1;
    for (const part of segment.split('.')) {
      const unit = factorOf(part);
      if (unit === undefined) return undefined;
      factor *= unit.factor ** sign;
      for (const [base, power] of unit.exponents) {
        exponents.set(base, (exponents.get(base) ?? 0) + sign * power * unit.power);
      }
    }
  }
  return { factor, exponents };
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

const keyOf = (product: ProductOfUnits): string =>
  [...product.exponents]
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => `${base}${power}`)
    .toSorted()
    .join(' ');

/** What a symbol means; empty when the table does not know it, two meanings for `ft.lbf`. */
export const unitMeanings = (symbol: string): readonly UnitMeaning[] => {
  const text = spelling(symbol);
  const shifted = Object.hasOwn(SHIFTED_UNITS, text) ? SHIFTED_UNITS[text] : undefined;
  const defined = definedMeanings(shifted?.unit ?? text);
  const product = defined.length === 0 ? productOf(text) : undefined;
  const meanings = product === undefined ? defined : [product];
  const shift = shifted === undefined ? 0 : (shifted.shift ?? 'atmosphere');
  return meanings.map((meaning) => ({
    dimensionKey: keyOf(meaning),
    factor: meaning.factor,
    shift,
  }));
};

/** Names of the dimensions that list a symbol, else of all that agree with one of its meanings. */
export const dimensionNames = (
  symbol: string,
  meanings: readonly UnitMeaning[],
): readonly string[] => {
  const text = spelling(symbol);
  const counted = Object.hasOwn(SHIFTED_UNITS, text) ? SHIFTED_UNITS[text]?.unit : undefined;
  const listed = unitGroups().filter((group) => symbolsOf(group).includes(counted ?? text));
  const agreeing = unitGroups().filter((group) => {
    const [first = ''] = [...group.usual, ...symbolsOf(group)];
    const key = unitMeanings(first)[0]?.dimensionKey;
    return meanings.some(({ dimensionKey }) => dimensionKey === key);
  });
  return (listed.length > 0 ? listed : agreeing).map(({ dimension }) => dimension);
};
