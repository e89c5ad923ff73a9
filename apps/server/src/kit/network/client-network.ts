import { canonicalAddress } from './canonical-address.ts';

/**
 * Names the network that counts as one client: an IPv4 address, or the /64 of an IPv6 address.
 *
 * A household or a rented server has a whole /64 and can use another address of it for every call. A text that is no address is
 * a client of its own.
 */
export function clientNetwork(address: string): string {
  const canonical = canonicalAddress(address);
  if (canonical === null) return address;
  if (canonical.family === 'ipv4') return canonical.text;
  return `${canonical.text.split(':').slice(0, 4).join(':')}::/64`;
}
