import { hostname } from 'node:os';

/** Names by which others on the network find this machine: its host name, without a domain too, and that of multicast DNS. */
export function ownHostNames(name = hostname()): readonly string[] {
  const [label] = name.split('.');
  if (label === undefined || label === '') return [];
  return [...new Set([name, label, `${label}.local`])];
}
