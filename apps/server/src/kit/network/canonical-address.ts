import { isIP } from 'node:net';

/** An address of a client in one spelling. */
export interface CanonicalAddress {
  readonly family: 'ipv4' | 'ipv6';
  /** Dotted for IPv4; eight groups of hexadecimal digits for IPv6, none left out. */
  readonly text: string;
}

const GROUPS = 8;

/**
 * Brings an address into one spelling; null where the text is no address.
 *
 * IPv4 that is mapped into IPv6 (`::ffff:10.0.0.7`, RFC 4291, 2.5.5.2) becomes IPv4: a socket that listens to both shows its
 * IPv4 clients so. A zone (`fe80::1%eth0`) is left out.
 */
export function canonicalAddress(address: string): CanonicalAddress | null {
  const [bare = ''] = address.split('%', 1);
  const version = isIP(bare);
  if (version === 0) return null;
  if (version === 4) return { family: 'ipv4', text: bare };
  const groups = groupsOf(bare);
  const mapped = /^(?:0000:){5}ffff:([0-9a-f]{2})([0-9a-f]{2}):([0-9a-f]{2})([0-9a-f]{2})$/;
  const [, ...bytes] = mapped.exec(groups.join(':')) ?? [];
  return bytes.length === 0
    ? { family: 'ipv6', text: groups.join(':') }
    : { family: 'ipv4', text: bytes.map((byte) => Number.parseInt(byte, 16)).join('.') };
}

/** Eight groups of four digits. */
function groupsOf(address: string): string[] {
  // The URL parser turns dotted ends into groups and writes digits in lower case.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: GROUPS - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => group.padStart(4, '0'));
}
