import { createContext, use } from 'react';

/** Makes a call, and where the server wants to see the password again, asks for it and makes the call once more. */
type Fresh = <Result>(call: () => Promise<Result>) => Promise<Result>;

export const FreshContext = createContext<Fresh | null>(null);

/**
 * Gives the function that makes calls which need a password shown of late: `fresh(() => client.session.removeFactor.mutate())`.
 *
 * Whoever closes the question gets the refusal of the call, REAUTHENTICATE.
 */
export function useFresh(): Fresh {
  const fresh = use(FreshContext);
  if (fresh === null) throw new Error('useFresh is used outside of ReauthenticationProvider');
  return fresh;
}
