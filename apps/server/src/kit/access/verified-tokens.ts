import { verifyingKeyAt, type SigningKeys } from './signing-keys.ts';

/** A token whose signature was good. */
interface VerifiedToken<Claims> {
  readonly claims: Claims;
  /** Names the key that signed it. */
  readonly kid: string | undefined;
  /** Seconds since 1970. */
  readonly expiresAtS: number;
}

/** Tokens whose signatures were good, by their whole texts. */
export interface VerifiedTokens<Claims> {
  /** Finds the claims of a token that holds now; undefined for one to be verified. */
  find(token: string, nowMs: number): Claims | undefined;
  keep(token: string, verified: VerifiedToken<Claims>): void;
}

/** A server has as many sessions in memory at most. */
const MOST_TOKENS = 10_000;

/**
 * Makes an empty memory of the tokens that some keys have signed; keys that are read anew have a memory of their own.
 *
 * A token is found by its whole text only, so none is known that was not verified. The texts die within five minutes, and lie
 * where the keys lie that sign them.
 */
export function createVerifiedTokens<Claims>(
  keys: SigningKeys,
  mostTokens = MOST_TOKENS,
): VerifiedTokens<Claims> {
  const tokens = new Map<string, VerifiedToken<Claims>>();
  return {
    find(token, nowMs) {
      const verified = tokens.get(token);
      if (verified === undefined) return undefined;
      const { claims, kid, expiresAtS } = verified;
      const holds = nowMs < expiresAtS * 1_000 && verifyingKeyAt(keys, kid, nowMs) !== undefined;
      if (holds) return claims;
      tokens.delete(token);
      return undefined;
    },
    keep(token, verified) {
      tokens.set(token, verified);
      // The one that was verified first is the first of the map, and the first to expire.
      const [oldest] = tokens.keys();
      if (tokens.size > mostTokens && oldest !== undefined) tokens.delete(oldest);
    },
  };
}
