import { InvalidArgumentError } from 'commander';

/** Reads a port of the command line. */
export function portArgument(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('expected a number from 1 to 65535.');
}
