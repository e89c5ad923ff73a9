import type { TenantTransaction } from '@varve/db/tenant';
import { acceptedStep } from '../../kit/factors/accepted-step.ts';
import { recoveryCodeHash } from '../../kit/factors/recovery-codes.ts';
import { SEALED_COLUMNS } from '../../kit/secrets/sealed-columns.ts';
import { openSealedSecret, type Keyring } from '../../kit/secrets/sealed-secret.ts';

/** Takes the code of a user's second factor, or a recovery code, once. @returns whether it was right, and new */
export async function takeFactor(
  { $client }: TenantTransaction,
  keyring: Keyring,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<boolean> {
  const recovery = recoveryCodeHash(code);
  if (recovery !== null) {
    const { rowCount } = await $client.query(
      'UPDATE recovery_codes SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL',
      [userId, recovery],
    );
    return rowCount === 1;
  }
  const { rows } = await $client.query<{ id: string; sealed: Buffer; last_step: string }>(
    'SELECT id, sealed, last_step FROM totp_factors WHERE user_id = $1 FOR UPDATE',
    [userId],
  );
  const factor = rows[0];
  if (factor === undefined) return false;
  const step = acceptedStep({
    secret: openSealedSecret(
      keyring,
      { id: factor.id, purpose: SEALED_COLUMNS.factor.purpose },
      factor.sealed,
    ),
    code,
    lastStep: Number(factor.last_step),
    nowMs: Date.now(),
  });
  if (step === null) return false;
  await $client.query('UPDATE totp_factors SET last_step = $2 WHERE id = $1', [factor.id, step]);
  return true;
}
