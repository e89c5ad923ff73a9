import { createContext, use } from 'react';
import type { Permission } from '../api/contract.ts';
import type { Language } from '../kit/i18n/language.ts';

/** Who uses the console, by the server's word. */
export interface Person {
  readonly username: string;
  readonly fullName: string;
  /** Name of the tenant whose data are seen. */
  readonly tenant: string;
  /** Names of roles, as they are shown. */
  readonly roles: readonly string[];
  /** Empty while a password or a second factor is due. */
  readonly permissions: ReadonlySet<string>;
  /** The language that the person chose at another computer; null for the browser's. */
  readonly language: Language | null;
}

interface Session {
  /** Null while nobody is logged in. */
  readonly person: Person | null;
  /** Ends the session, in all tabs; null where there is none to end. */
  readonly signOut: (() => unknown) | null;
}

/** The session of this browser. Whoever asks the server for it gives it here. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('useSession is used outside of SessionContext');
  return session;
}

/** Tells whether the person has a right. What they may not do is not drawn; the server refuses it all the same. Nobody may nothing. */
export function useMay(): (permission: Permission) => boolean {
  const { person } = useSession();
  return (permission) => person?.permissions.has(permission) === true;
}
