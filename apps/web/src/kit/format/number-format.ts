export interface NumberFormat {
  /** Writes a number with exactly this number of decimals. */
  readonly fixed: (value: number, decimals: number) => string;
  readonly integer: (value: number) => string;
  /** Writes a number as a power of ten. @param digits - significant ones, default 4 */
  readonly scientific: (value: number, digits?: number) => string;
}

export const MAX_DECIMALS = 8;

/** Makes the number formats of a locale; each is built once, since building one costs more than using it. */
export function createNumberFormat(locale: string): NumberFormat {
  const byDecimals: Intl.NumberFormat[] = [];
  for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
    byDecimals.push(
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: 'negative', // No "-0.0".
      }),
    );
  }
  const byDigits = new Map<number, Intl.NumberFormat>();
  const power = (digits: number): Intl.NumberFormat => {
    const format =
      byDigits.get(digits) ??
      new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: digits });
    byDigits.set(digits, format);
    return format;
  };
  const fixed = (value: number, decimals: number): string => {
    const bounded = Math.min(MAX_DECIMALS, Math.max(0, decimals));
    return byDecimals[bounded]!.format(value);
  };
  return {
    fixed,
    integer: (value) => fixed(value, 0),
    scientific: (value, digits = 4) => power(digits).format(value),
  };
}
