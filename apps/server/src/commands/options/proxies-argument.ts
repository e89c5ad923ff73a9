import { isIP } from 'node:net';
import { InvalidArgumentError } from 'commander';

/** Adds the address of a proxy, or a network of them, to those that were given before it. */
export function proxiesArgument(text: string, proxies: readonly string[]): readonly string[] {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (family !== 0 && isNetwork && rest.length === 0) return [...proxies, text];
  throw new InvalidArgumentError('expected an address or a network: 127.0.0.1, 10.0.0.0/8, ::1.');
}
