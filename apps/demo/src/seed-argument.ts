import { InvalidArgumentError } from 'commander';

/** Reads the seed of the simulated plant. */
export function seedArgument(text: string): number {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError('expected an integer.');
}
