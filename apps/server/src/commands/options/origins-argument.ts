import { InvalidArgumentError } from 'commander';

/** Adds an origin to those that were given before it. */
export function originsArgument(text: string, origins: readonly string[]): readonly string[] {
  const url = URL.parse(text);
  const isOne = url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  if (isOne && !text.includes('*')) return [...origins, text];
  throw new InvalidArgumentError(
    'expected scheme, name and port without a path, as browsers write it: https://plant.example, http://10.0.0.5:3000.',
  );
}
