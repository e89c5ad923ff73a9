import type { Tenants } from '../../src/kit/tenants.ts';
import type { TenantDatabase } from '../../src/kit/tenant-database.ts';

/** Tenants of which only the home is known. */
export function homeOnly(home: TenantDatabase): Tenants {
  const none = () => Promise.resolve(undefined);
  return {
    home,
    of: () => home,
    actingFor: (access) => home.actingFor(access),
    named: none,
    ofKey: none,
    ofRefreshToken: none,
    ofLink: none,
    ofProvider: none,
    open: () => Promise.resolve([home]),
    all: () => Promise.resolve([home]),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
