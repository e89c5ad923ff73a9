import type { AuditSearch } from './read-audit-search.ts';

/** The address of the entries that match: of what a user did (`actor`, the name that he logs in by), of what was done to a thing. */
export function link(search: Pick<AuditSearch, 'actor' | 'resourceId' | 'requestId'>) {
  return { to: '/audit', search } as const;
}
