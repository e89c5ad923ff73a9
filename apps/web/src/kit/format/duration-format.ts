import type { NumberFormat } from './number-format.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface DurationFormat {
  /** Writes how old something is in its largest unit: `3 s`, `12 min`, `5 h`, `2 d`. Below zero is 0 s. */
  readonly age: (durationMs: number) => string;
  /** Writes a duration in its two largest units: `1 d 2 h`, `5 min 10 s`. */
  readonly long: (durationMs: number) => string;
}

// Symbols of the SI and those accepted beside it: the same in every language.
const UNITS = [
  { sizeMs: DAY_MS, symbol: 'd' },
  { sizeMs: HOUR_MS, symbol: 'h' },
  { sizeMs: MINUTE_MS, symbol: 'min' },
  { sizeMs: SECOND_MS, symbol: 's' },
] as const;

const LAST_UNIT = UNITS.length - 1;

function largestUnit(durationMs: number): number {
  const found = UNITS.findIndex(({ sizeMs }) => durationMs >= sizeMs);
  return found === -1 ? LAST_UNIT : found;
}

export function createDurationFormat(number: NumberFormat): DurationFormat {
  const write = (count: number, unit: number): string =>
    `${number.integer(count)}\u00a0${UNITS[unit]!.symbol}`;

  const age = (durationMs: number): string => {
    const bounded = Math.max(0, durationMs);
    const unit = largestUnit(bounded);
    return write(Math.floor(bounded / UNITS[unit]!.sizeMs), unit);
  };
  const long = (durationMs: number): string => {
    const bounded = Math.max(0, durationMs);
    const unit = largestUnit(bounded);
    const restMs = bounded % UNITS[unit]!.sizeMs;
    if (unit === LAST_UNIT) return age(bounded);
    const next = unit + 1;
    return `${age(bounded)} ${write(Math.floor(restMs / UNITS[next]!.sizeMs), next)}`;
  };
  return { age, long };
}
