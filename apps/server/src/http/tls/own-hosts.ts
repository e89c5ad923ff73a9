import { networkInterfaces } from 'node:os';
import { ownHostNames } from '../own-host-names.ts';

/** Names and addresses of this machine at the moment. Link-local addresses of IPv6 are nothing that a browser can open. */
export function ownHosts(): readonly string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .map(({ address }) => address)
    .filter((address) => !address.toLowerCase().startsWith('fe80:'));
  return ['localhost', '127.0.0.1', '::1', ...ownHostNames(), ...addresses];
}
