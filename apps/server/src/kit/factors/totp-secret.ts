import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** Time steps of the codes, in milliseconds. */
export const STEP_MS = 30_000;

/** Makes the secret of a second factor: 160 bits, as RFC 4226, 4, recommends. */
export function createTotpSecret(): Buffer {
  return randomBytes(20);
}

/**
 * Writes the address that an authenticator application reads from a QR code; it shows the code under "Varve" and the user's name.
 *
 * Source: https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function totpUri(secret: Buffer, username: string): string {
  return totpOf(secret, username).toString();
}

/** Makes the code of a time step. */
export function totpCode(secret: Buffer, step: number): string {
  return totpOf(secret, '').generate({ timestamp: step * STEP_MS });
}

/** Six digits, 30 s and SHA-1 are what every authenticator application knows; RFC 6238. HMAC does not need more of its hash. */
function totpOf(secret: Buffer, username: string): TOTP {
  // The library keeps a view of a buffer, which Node shares between small ones.
  const { buffer } = Uint8Array.from(secret);
  return new TOTP({
    issuer: 'Varve',
    label: username,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_MS / 1_000,
    secret: new Secret({ buffer }),
  });
}
