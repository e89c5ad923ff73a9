import type { ConfirmFactorInput, RecoveryCodes } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';
import { createRecoveryCodes } from '../../kit/factors/recovery-codes.ts';
import type { Keyring } from '../../kit/secrets/sealed-secret.ts';
import { ServerError } from '../../kit/server-error.ts';
import { takeFactor } from './take-factor.ts';

/** Takes the first code of a factor: from then on each login asks for one. @throws ServerError CREDENTIALS_WRONG, CONFLICT */
export async function confirmFactor(
  transaction: TenantTransaction,
  keyring: Keyring,
  access: Access,
  { code }: ConfirmFactorInput,
): Promise<RecoveryCodes> {
  const { $client } = transaction;
  const { userId, sessionId } = access;
  // A login reads beside it whether there is a factor.
  await $client.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  const { rows } = await $client.query(
    'SELECT FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NULL',
    [userId],
  );
  // Nobody learns here whether a code of a factor that holds is right.
  if (rows.length === 0) throw new ServerError('CONFLICT', 'no second factor is being set up');
  if (!(await takeFactor(transaction, keyring, { userId, code })))
    throw new ServerError('CREDENTIALS_WRONG', 'the code is wrong, or was used already');
  await $client.query('UPDATE totp_factors SET confirmed_at = now() WHERE user_id = $1', [userId]);
  await $client.query('DELETE FROM recovery_codes WHERE user_id = $1', [userId]);
  const codes = createRecoveryCodes();
  for (const { hash } of codes)
    await $client.query('INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, $2)', [
      userId,
      hash,
    ]);
  await $client.query('UPDATE sessions SET factor_at = now() WHERE id = $1', [sessionId]);
  await $client.query("SELECT internal.record_event('factor_set_up', 'users', $1)", [userId]);
  return { codes: codes.map(({ code: text }) => text) };
}
