import { SHIFTED_UNITS, UNIT_GROUPS } from './unit-table.ts';

/** A meaning of a unit's symbol. */
export interface UnitMeaning {
  /** Exponents of the base units, written one way: `kg1 m-1 s-2`. Equal where units convert. */
  readonly dimensionKey: string;
  /** Coherent SI units in one of it. */
  readonly factor: number;
  /** Added to a value first, in the unit itself; `atmosphere` stands for the stated pressure. */
  readonly shift: number | 'atmosphere';
}

type Exponents = ReadonlyMap<string, number>;

interface ProductOfUnits {
  readonly factor: number;
  readonly exponents: Exponents;
}

/** Names of the units that nothing else defines. */
const BASE_UNITS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'kg',
  'm',
  's',
  'K',
  'A',
  'rad',
  'var',
  'VA',
  'kgCO2e',
]);

function keyOf(exponents: Exponents): string {
  return [...exponents]
    .filter(([, power]) => power !== 0)
    .map(([base, power]) => `${base}${power}`)
    .toSorted()
    .join(' ');
}

/** Meanings of a symbol that stands in the table. */
function tableMeanings(symbol: string): readonly ProductOfUnits[] {
  return UNIT_GROUPS.flatMap(({ base, units }) => {
    const factor = Object.hasOwn(units, symbol) ? units[symbol] : undefined;
    const product = factor === undefined ? undefined : productOf(base, baseUnit);
    return product === undefined || factor === undefined
      ? []
      : [{ factor, exponents: product.exponents }];
  });
}

function baseUnit(symbol: string): ProductOfUnits | undefined {
  return BASE_UNITS.has(symbol) ? { factor: 1, exponents: new Map([[symbol, 1]]) } : undefined;
}

/** A unit inside a product: degrees are intervals there, and a gauge pressure has no meaning. */
function tableUnit(symbol: string): ProductOfUnits | undefined {
  const shifted = SHIFTED_UNITS[symbol];
  if (shifted === undefined) return tableMeanings(symbol)[0];
  return shifted.shift === undefined ? undefined : tableMeanings(shifted.unit)[0];
}

/** `m3`, `100ft`, `s-1`: a number, a symbol, an exponent. */
const FACTOR = /^(\d+)?(.+?)(-?[1-9])?$/u;

/** A product and quotient of units; every slash divides by all that follows it up to the next. */
function productOf(
  text: string,
  unitOf: (symbol: string) => ProductOfUnits | undefined,
): ProductOfUnits | undefined {
  let factor = 1;
  const exponents = new Map<string, number>();
  if (text === '') return { factor, exponents };
  for (const [place, segment] of text.split('/').entries()) {
    const sign = place === 0 ? 1 : -1;
    for (const part of segment.split('.')) {
      const whole = unitOf(part);
      const [, count = '1', symbol = '', power = '1'] = FACTOR.exec(part) ?? [];
      const unit = whole ?? unitOf(symbol);
      if (unit === undefined) return undefined;
      const exponent = sign * (whole === undefined ? Number(power) : 1);
      factor *= unit.factor ** exponent * (whole === undefined ? Number(count) ** sign : 1);
      for (const [base, of] of unit.exponents) {
        exponents.set(base, (exponents.get(base) ?? 0) + of * exponent);
      }
    }
  }
  return { factor, exponents };
}

/** One spelling of each symbol: `m³`, `m^3`, `°C`, `ft-lbf`, `STB/(d·psi)` are understood. */
function spelling(symbol: string): string {
  return symbol
    .trim()
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll('°', 'deg')
    .replaceAll('µ', 'u')
    .replaceAll(/[·*⋅]/gu, '.')
    .replaceAll(/(?<=[a-z])-(?=[a-z])/giu, '.')
    .replaceAll(/[\s^]/gu, '')
    .replaceAll(/\(([^()/]*)\)/gu, '$1');
}

/** What a symbol means; empty when the table does not know it, two meanings for `ft.lbf`. */
export function unitMeanings(symbol: string): readonly UnitMeaning[] {
  const text = spelling(symbol);
  if (text === '') return [];
  const shifted = Object.hasOwn(SHIFTED_UNITS, text) ? SHIFTED_UNITS[text] : undefined;
  const found = tableMeanings(shifted?.unit ?? text);
  const product = found.length === 0 ? productOf(text, tableUnit) : undefined;
  const meanings = product === undefined ? found : [product];
  const shift = shifted === undefined ? 0 : (shifted.shift ?? 'atmosphere');
  return meanings.map(({ factor, exponents }) => ({
    dimensionKey: keyOf(exponents),
    factor,
    shift,
  }));
}

/** Key of a dimension of the table. */
export function dimensionKeyOf(base: string): string {
  return keyOf(productOf(base, baseUnit)?.exponents ?? new Map());
}
