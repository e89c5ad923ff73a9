import { InvalidArgumentError } from 'commander';

/** Reads a whole number of 1 or more from the command line. */
export function countArgument(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError('expected a whole number of 1 or more');
}
