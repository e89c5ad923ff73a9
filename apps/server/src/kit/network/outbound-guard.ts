import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ServerError } from '../server-error.ts';
import { createAddressList, type AddressList } from './address-list.ts';
import { canonicalAddress } from './canonical-address.ts';

/** Addresses of a peer that may be sent to. */
export interface AllowedPeer {
  /** At least one. Whoever connects takes these, and asks no name server again. */
  readonly addresses: readonly PeerAddress[];
  /** Whether every address is one that the operator listed: only there something goes out unencrypted. */
  readonly isListed: boolean;
}

interface PeerAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Decides where Varve may send to: the public internet, and networks that the operator listed. */
export interface OutboundGuard {
  /**
   * Finds the addresses of a host.
   *
   * @param host - a name, or an address with or without the brackets of a URL
   * @throws ServerError ADDRESS_REFUSED where one address of the host may not be sent to, HOST_UNKNOWN where it has none
   */
  resolve(host: string): Promise<AllowedPeer>;
}

/** Links, clouds' metadata, multicast, "this host" and what is reserved: nobody can list these. */
const NEVER_IPV4 = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Loopback, private networks, carriers' NAT, and what is kept for examples and benchmarks: by list only. */
const LISTABLE_IPV4 = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '198.18.0.0/15',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
];
const LISTABLE_IPV6 = ['::1/128', 'fc00::/7'];
/** IPv6 is public in 2000::/3 alone. Everything outside is refused, with IPv4 written as IPv6, NAT64 and links among it. */
const PUBLIC_IPV6 = ['2000::/3'];
/** Metadata of a cloud; tunnels that end at an IPv4 address (Teredo, 6to4); what is kept for protocols and examples. */
const NEVER_IPV6 = ['fd00:ec2::/32', '2001::/23', '2002::/16', '2001:db8::/32', '3fff::/20'];

const never = createAddressList([...NEVER_IPV4, ...NEVER_IPV6]);
const listable = createAddressList([...LISTABLE_IPV4, ...LISTABLE_IPV6]);
const publicIpv6 = createAddressList(PUBLIC_IPV6);

/**
 * Makes the guard of everything that Varve sends to addresses that users give.
 *
 * @param networks - `outboundNetworks`: private networks that may be sent to, `192.168.10.0/24` or one address
 * @throws ServerError CONFIGURATION_INVALID for what is no network
 */
export function createOutboundGuard(networks: readonly string[]): OutboundGuard {
  const listed = createAddressList(networks);
  return {
    async resolve(host) {
      const name = host.replace(/^\[(.*)\]$/, '$1');
      const addresses = await addressesOf(name);
      const areListed = addresses.map(({ address }) => isListed(name, address, listed));
      return { addresses, isListed: areListed.every(Boolean) };
    },
  };
}

async function addressesOf(name: string): Promise<PeerAddress[]> {
  const family = isIP(name);
  if (family === 4 || family === 6) return [{ address: name, family }];
  const found = await lookup(name, { all: true }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new ServerError('HOST_UNKNOWN', `${name} has no address (${code})`, { cause: error });
  });
  return found.map(({ address }) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
}

/** Says whether an address was listed; a public one needs no list. @throws ServerError ADDRESS_REFUSED */
function isListed(name: string, address: string, listed: AddressList): boolean {
  const what = name === address ? address : `${name} is ${address}, which`;
  const isIpv6 = canonicalAddress(address)?.family !== 'ipv4';
  const isListable = listable.includes(address);
  const isElsewhere = isIpv6 && !publicIpv6.includes(address) && !isListable;
  if (never.includes(address) || isElsewhere)
    throw new ServerError('ADDRESS_REFUSED', `${what} is an address that nothing is sent to`);
  if (!isListable) return false;
  if (listed.includes(address)) return true;
  throw new ServerError(
    'ADDRESS_REFUSED',
    `${what} is an address of a private network: list it in outboundNetworks if it may be sent to`,
  );
}
