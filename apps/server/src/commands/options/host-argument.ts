import { InvalidArgumentError } from 'commander';

/** Reads an address to listen on: a name or an IP address, without a port. */
export function hostArgument(text: string): string {
  if (/^[^\s/?#@[\]]+$/.test(text)) return text;
  throw new InvalidArgumentError('expected a name or an address without a port: 127.0.0.1, ::1.');
}

/** Adds a name that browsers know the server by to those that were given before it. */
export function hostNamesArgument(text: string, names: readonly string[]): readonly string[] {
  if (/^[^\s/?#@:]+$/.test(text)) return [...names, text];
  throw new InvalidArgumentError('expected a name without scheme and port: varve.example.com.');
}
