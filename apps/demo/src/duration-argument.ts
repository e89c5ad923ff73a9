import { InvalidArgumentError } from 'commander';

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads a duration of the command line (`30s`, `5m`, `1h`) in milliseconds. */
export function durationArgument(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) {
    throw new InvalidArgumentError('expected a number and a unit: 30s, 5m, 1h.');
  }
  return Number(number) * MS_PER_UNIT[unit]!;
}
