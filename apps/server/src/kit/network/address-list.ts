import { BlockList } from 'node:net';
import { ServerError } from '../server-error.ts';
import { canonicalAddress, type CanonicalAddress } from './canonical-address.ts';

/** Addresses and networks that something is limited to. */
export interface AddressList {
  /** Whether an address is one of them; never for a text that is no address. */
  includes(address: string): boolean;
}

const BITS = { ipv4: 32, ipv6: 128 } as const;
/** Bits that stand before an IPv4 address that is mapped into IPv6. */
const MAPPED_BITS = 96;

/**
 * Makes a list of addresses (`10.0.0.7`, `fd00::7`) and networks in CIDR form (`10.0.0.0/8`, `fd00::/8`); RFC 4632, RFC 4291.
 *
 * Address bits behind the prefix are ignored. IPv4 and the same mapped into IPv6 are the same, in the list and in the question.
 *
 * @throws ServerError CONFIGURATION_INVALID with the range that is none
 */
export function createAddressList(ranges: readonly string[]): AddressList {
  const list = new BlockList();
  for (const range of ranges) {
    const { address, prefix } = parseRange(range);
    list.addSubnet(address.text, prefix, address.family);
  }
  return {
    includes(address) {
      const canonical = canonicalAddress(address);
      return canonical !== null && list.check(canonical.text, canonical.family);
    },
  };
}

function parseRange(range: string): { address: CanonicalAddress; prefix: number } {
  const [, network = '', digits] = /^([0-9a-fA-F.:]+)(?:\/(0|[1-9]\d{0,2}))?$/.exec(range) ?? [];
  const address = canonicalAddress(network);
  if (address === null) throw notRange(range);
  const isMapped = address.family === 'ipv4' && network.includes(':');
  const skipped = isMapped && digits !== undefined ? MAPPED_BITS : 0;
  const prefix = digits === undefined ? BITS[address.family] : Number(digits) - skipped;
  if (prefix < 0 || prefix > BITS[address.family]) throw notRange(range);
  return { address, prefix };
}

function notRange(range: string): ServerError {
  return new ServerError(
    'CONFIGURATION_INVALID',
    `${JSON.stringify(range)} is neither an address nor a network: expected one like 10.0.0.7, 10.0.0.0/8 or fd00::/8`,
  );
}
