import { USER_STATES } from '../../api/codes.ts';
import type { UserView } from '../../api/contract.ts';

/** The address of the list of users: `q=ana&state=disabled&role=<id>`. */
export interface UserSearch {
  readonly q?: string;
  readonly state?: UserView['state'];
  readonly role?: string;
}

/** Parts of an address to change; undefined takes one out. */
export type UserSearchChange = { readonly [Key in keyof UserSearch]?: UserSearch[Key] | undefined };

const MOST_CHARACTERS = 200;

/** Reads the address, leaving out whatever makes no sense. */
export function readUserSearch(raw: Record<string, unknown>): UserSearch {
  const { q, state, role } = raw;
  const known = USER_STATES.find((one) => one === state);
  return {
    ...(typeof q === 'string' && q !== '' && { q: q.slice(0, MOST_CHARACTERS) }),
    ...(known && { state: known }),
    ...(typeof role === 'string' && /^[0-9a-f-]{36}$/.test(role) && { role }),
  };
}
