import type { UpdateProfileInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Access } from '../../kit/access/access.ts';

/** Changes what a user may change of his own account. */
export async function updateProfile(
  { $client }: TenantTransaction,
  { userId }: Access,
  { fullName, language }: UpdateProfileInput,
): Promise<void> {
  await $client.query('UPDATE users SET full_name = $2, language = $3 WHERE id = $1', [
    userId,
    fullName,
    language,
  ]);
}
