import { MAX_LISTED_RECIPIENTS, type Recipient, type Recipients } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';

/** Lists the users whom a rule may send mails to, by name. */
export async function listRecipients({ $client }: TenantTransaction): Promise<Recipients> {
  const { rows } = await $client.query<Recipient>(
    `SELECT id, coalesce(nullif(full_name, ''), username) AS name, email FROM users
     WHERE deleted_at IS NULL AND enabled AND kind = 'person' ORDER BY lower(coalesce(nullif(full_name, ''), username)), id LIMIT $1`,
    [MAX_LISTED_RECIPIENTS + 1],
  );
  return {
    recipients: rows.slice(0, MAX_LISTED_RECIPIENTS),
    isCut: rows.length > MAX_LISTED_RECIPIENTS,
  };
}
