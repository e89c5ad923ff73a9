export interface NumberFormat {
  /** Writes a number with exactly this number of decimals. */
  readonly fixed: (value: number, decimals: number) => string;
  readonly integer: (value: number) => string;
  /** Writes a number with all its decimals and without groups of thousands, as a field has it: `1234.5`. */
  readonly plain: (value: number) => string;
  /** Reads what a person typed with the decimal sign of the locale; null for an empty text, NaN for what is no number. */
  readonly parse: (text: string) => number | null;
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
  const plain = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 });
  const fixed = (value: number, decimals: number): string => {
    const bounded = Math.min(MAX_DECIMALS, Math.max(0, decimals));
    return byDecimals[bounded]!.format(value);
  };
  return {
    fixed,
    integer: (value) => fixed(value, 0),
    plain: (value) => plain.format(value),
    parse: createParse(locale),
    scientific: (value, digits = 4) => power(digits).format(value),
  };
}

function createParse(locale: string): NumberFormat['parse'] {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1_234_567.8);
  const signOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const decimal = signOf('decimal');
  const group = signOf('group');
  return (text) => {
    const typed = text.replaceAll(/\s/g, '').replace('−', '-');
    if (typed === '') return null;
    const [whole = '', fraction, ...more] = typed.split(decimal);
    // A group that is not of three is more likely the decimal sign of another language.
    const groups = group === '' || group.trim() === '' ? [whole] : whole.split(group);
    if (more.length > 0 || groups.slice(1).some((digits) => !/^\d{3}$/.test(digits))) return NaN;
    const plain = groups.join('') + (fraction === undefined ? '' : `.${fraction}`);
    return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  };
}
