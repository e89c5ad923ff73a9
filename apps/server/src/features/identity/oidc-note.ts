import { nextAddress } from '@varve/contract';
import { z } from 'zod';
import { openSealedSecret, sealSecret, type Keyring } from '../../kit/secrets/sealed-secret.ts';

/** A log-in by a provider takes so long at most. */
export const OIDC_SECONDS = 600;

const common = {
  providerId: z.uuid(),
  next: nextAddress.optional(),
  expiresAtMs: z.number(),
};

/** Things that a browser keeps for us, sealed, while a provider is asked who sits before it. */
const oidcNote = z.discriminatedUnion('step', [
  z.strictObject({
    ...common,
    step: z.literal('asked'),
    purpose: z.enum(['login', 'link', 'fresh']),
    /** The session in which it was begun; null for a log-in. */
    sessionId: z.string().nullable(),
    state: z.string(),
    nonce: z.string(),
    codeVerifier: z.string(),
    redirectUri: z.string(),
    /** How old the provider's own log-in may be, from the beginning on. */
    maxAgeSeconds: z.number(),
  }),
  /** The provider has named the user; the code of his second factor is asked for. */
  z.strictObject({
    ...common,
    step: z.literal('named'),
    userId: z.string(),
    subject: z.string(),
    authenticatedAtMs: z.number(),
  }),
]);
export type OidcNote = z.infer<typeof oidcNote>;
export type AskedNote = Extract<OidcNote, { step: 'asked' }>;
export type NamedNote = Extract<OidcNote, { step: 'named' }>;

// No row has it: the browser does.
const PLACE = { id: 'browser', purpose: 'log-in by a provider' };

/** Seals a note for the browser: nobody reads or changes it there. */
export function sealNote(keyring: Keyring, note: OidcNote): string {
  return sealSecret(keyring, PLACE, Buffer.from(JSON.stringify(note))).toString('base64url');
}

/** Opens a note that a browser shows; null for one that is too old, or none of ours. */
export function openNote(keyring: Keyring, sealed: string, nowMs: number): OidcNote | null {
  try {
    const plain = openSealedSecret(keyring, PLACE, Buffer.from(sealed, 'base64url'));
    const note = oidcNote.parse(JSON.parse(plain.toString()));
    return note.expiresAtMs > nowMs ? note : null;
  } catch {
    return null;
  }
}
