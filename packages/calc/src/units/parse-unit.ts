import { SHIFTED_UNITS, UNIT_GROUPS, type UnitGroup } from './unit-table.ts';

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

type Definition = readonly [symbol: string, count?: string, expression?: string];

/** Definitions that a group holds. */
function definitionsOf({ units }: UnitGroup): readonly Definition[] {
  // Every entry has at least a symbol.
  return units === undefined
    ? []
    : units.split(', ').map((entry) => entry.split(' ') as unknown as Definition);
}

/** Symbols of a group, defined or usual. */
export function symbolsOf(group: UnitGroup): readonly string[] {
  const defined = definitionsOf(group).map(([symbol]) => symbol);
  return [...defined, ...(group.usual?.split(' ') ?? [])];
}

// Filled when the first unit is asked for, not when the module loads; the table never changes.
const definitions = /* @__PURE__ */ new Map<string, Definition[]>();

function definitionsFor(symbol: string): readonly Definition[] {
  if (definitions.size === 0) {
    for (const definition of UNIT_GROUPS.flatMap(definitionsOf)) {
      const others = definitions.get(definition[0]) ?? [];
      definitions.set(definition[0], [...others, definition]);
    }
  }
  return definitions.get(symbol) ?? [];
}

/** Meanings of a symbol that is defined in the table. */
function definedMeanings(symbol: string): readonly ProductOfUnits[] {
  return definitionsFor(symbol).flatMap(([base, count, expression]) => {
    if (count === undefined) return [{ factor: 1, exponents: new Map([[base, 1]]) }];
    const product = expression === undefined ? NUMBER : expressionOf(expression);
    if (product === undefined) return [];
    return [{ factor: Number(count) * product.factor, exponents: product.exponents }];
  });
}

/** What a unit is defined by: another of the table, or a product. */
function expressionOf(text: string): ProductOfUnits | undefined {
  return definedMeanings(text)[0] ?? productOf(text);
}

const NUMBER: ProductOfUnits = { factor: 1, exponents: /* @__PURE__ */ new Map() };

/** A unit inside a product: degrees are intervals there, and a gauge pressure has no meaning. */
function unitInProduct(symbol: string): ProductOfUnits | undefined {
  const shifted = SHIFTED_UNITS[symbol];
  if (shifted === undefined) return definedMeanings(symbol)[0];
  return shifted.shift === undefined ? undefined : definedMeanings(shifted.unit)[0];
}

/** `m3`, `100ft`, `s-1`: a number, a symbol, an exponent. */
const FACTOR = /^(\d+)?(.*?)(-?[1-9])?$/u;

/** One factor of a product; a symbol of the table first, so that `inH2O` is no power. */
function factorOf(text: string): (ProductOfUnits & { readonly power: number }) | undefined {
  const whole = unitInProduct(text);
  if (whole !== undefined) return { ...whole, power: 1 };
  if (/^\d+$/u.test(text)) return { ...NUMBER, factor: Number(text), power: 1 };
  const [, count = '1', symbol = '', power = '1'] = FACTOR.exec(text) ?? [];
  const unit = unitInProduct(symbol);
  if (unit === undefined) return undefined;
  const exponent = Number(power);
  const factor = Number(count) * unit.factor ** exponent;
  return { factor, exponents: unit.exponents, power: exponent };
}

/** A product and quotient of units; every slash divides by all that follows it up to the next. */
function productOf(text: string): ProductOfUnits | undefined {
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
}

/** One spelling of each symbol: `m³`, `m^3`, `°C`, `ft-lbf`, `STB/(d·psi)` are understood. */
function spelling(symbol: string): string {
  return symbol
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll('°', 'deg')
    .replaceAll('µ', 'u')
    .replaceAll(/[·*⋅]/gu, '.')
    .replaceAll(/(?<=[a-z])-(?=[a-z])/giu, '.')
    .replaceAll(/[\s^]/gu, '')
    .replaceAll(/\(([^()/]*)\)/gu, '$1');
}

function keyOf({ exponents }: ProductOfUnits): string {
  return [...exponents]
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => `${base}${power}`)
    .toSorted()
    .join(' ');
}

/** What a symbol means; empty when the table does not know it, two meanings for `ft.lbf`. */
export function unitMeanings(symbol: string): readonly UnitMeaning[] {
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
}

/** Names of the dimensions that list a symbol, else of all that agree with one of its meanings. */
export function dimensionNames(
  symbol: string,
  meanings: readonly UnitMeaning[],
): readonly string[] {
  const text = spelling(symbol);
  const counted = Object.hasOwn(SHIFTED_UNITS, text) ? SHIFTED_UNITS[text]?.unit : undefined;
  const listed = UNIT_GROUPS.filter((group) => symbolsOf(group).includes(counted ?? text));
  const groups =
    listed.length > 0
      ? listed
      : UNIT_GROUPS.filter((group) => {
          const [first = ''] = symbolsOf(group);
          const key = unitMeanings(first)[0]?.dimensionKey;
          return meanings.some(({ dimensionKey }) => dimensionKey === key);
        });
  return groups.map(({ dimension }) => dimension);
}
