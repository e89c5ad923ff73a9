import { errors, jwtVerify, SignJWT, type JWTVerifyOptions } from 'jose';
import { z } from 'zod';
import { signingKeyAt, verifyingKeyAt, type SigningKeys } from './signing-keys.ts';
import { createVerifiedTokens, type VerifiedTokens } from './verified-tokens.ts';

/** Whom an access token speaks for. Rights are not in it: the session has them. */
export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly tenantId: string;
  /** Which tokens of the session hold: a changed password ends those before. */
  readonly generation: number;
}

/** A token that was presented. An expired one is whole otherwise: it is no attack. */
export type AccessToken =
  | { readonly state: 'valid'; readonly claims: AccessTokenClaims }
  | { readonly state: 'expired'; readonly claims: AccessTokenClaims }
  | { readonly state: 'invalid' };

/** How long an access token is good for, in seconds. */
export const ACCESS_TOKEN_SECONDS = 300;

const NAME = 'varve';
const TYPE = 'at+jwt';
const ALGORITHM = 'HS256';
/** Far more than a token of ours has. */
const MOST_CHARACTERS = 2_048;

const VERIFYING: JWTVerifyOptions = {
  algorithms: [ALGORITHM],
  typ: TYPE,
  issuer: NAME,
  audience: NAME,
  requiredClaims: ['sub', 'sid', 'tid', 'gen', 'iat', 'exp'],
};

const VERIFIED = new WeakMap<SigningKeys, VerifiedTokens<AccessTokenClaims>>();

const payload = z
  .object({
    sub: z.string().min(1),
    sid: z.string().min(1),
    tid: z.string().min(1),
    gen: z.int().nonnegative(),
  })
  .transform(({ sub, sid, tid, gen }): AccessTokenClaims => ({
    userId: sub,
    sessionId: sid,
    tenantId: tid,
    generation: gen,
  }));

/**
 * Signs an access token: a JWT (RFC 7519) of the type `at+jwt` (RFC 9068), HS256, issuer and audience `varve`.
 *
 * `sub` is the user, `sid` the session, `gen` its generation, `tid` the tenant; `kid` names the key.
 */
export async function signAccessToken(
  keys: SigningKeys,
  { userId, sessionId, tenantId, generation }: AccessTokenClaims,
  nowMs: number,
): Promise<string> {
  const { kid, key } = signingKeyAt(keys, nowMs);
  const issuedAt = Math.floor(nowMs / 1_000);
  return new SignJWT({ sid: sessionId, tid: tenantId, gen: generation })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .setIssuer(NAME)
    .setAudience(NAME)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .sign(key);
}

/**
 * Verifies a text that was presented as an access token. Whatever it is, this does not throw.
 *
 * A token that was good is known again until it expires, or the key that signed it does: to verify one takes a thread's time,
 * and a caller shows the same one for minutes. Whether its session goes on, only the session says.
 */
export async function verifyAccessToken(
  keys: SigningKeys,
  token: string,
  nowMs: number,
): Promise<AccessToken> {
  if (token.length > MOST_CHARACTERS) return { state: 'invalid' };
  const verified = verifiedBy(keys);
  const known = verified.find(token, nowMs);
  if (known !== undefined) return { state: 'valid', claims: known };
  const keyOf = ({ kid }: { kid?: string | undefined }) => {
    const key = verifyingKeyAt(keys, kid, nowMs)?.key;
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  try {
    const options = { ...VERIFYING, currentDate: new Date(nowMs) };
    const { payload: claimed, protectedHeader } = await jwtVerify(token, keyOf, options);
    const result = withClaims('valid', claimed);
    if (result.state === 'valid') {
      const { claims } = result;
      verified.keep(token, { claims, kid: protectedHeader.kid, expiresAtS: claimed.exp! });
    }
    return result;
  } catch (error) {
    // The signature and all other claims have been verified by then.
    if (error instanceof errors.JWTExpired) return withClaims('expired', error.payload);
    if (error instanceof errors.JOSEError) return { state: 'invalid' };
    throw error;
  }
}

function verifiedBy(keys: SigningKeys): VerifiedTokens<AccessTokenClaims> {
  const known = VERIFIED.get(keys);
  if (known !== undefined) return known;
  const made = createVerifiedTokens<AccessTokenClaims>(keys);
  VERIFIED.set(keys, made);
  return made;
}

function withClaims(state: 'valid' | 'expired', claimed: unknown): AccessToken {
  const { data: claims } = payload.safeParse(claimed);
  return claims === undefined ? { state: 'invalid' } : { state, claims };
}
