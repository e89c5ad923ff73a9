import type { Rule, UpdateRuleInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { requireVersion } from '../../kit/require-version.ts';
import { ruleValues } from './create-rule.ts';
import { noRule, RULE_COLUMNS } from './list-rules.ts';
import { requireRecipients } from './require-recipients.ts';

/** Changes a rule. @throws ServerError NOT_FOUND, QUERY_INVALID; CONFLICT where somebody has changed it since */
export async function updateRule(
  transaction: TenantTransaction,
  input: UpdateRuleInput,
): Promise<Rule> {
  const { $client } = transaction;
  const { rows: found } = await $client.query<Rule>(
    `SELECT ${RULE_COLUMNS} FROM notification_rules WHERE id = $1 AND deleted_at IS NULL FOR UPDATE`,
    [input.id],
  );
  const [current] = found;
  if (current === undefined) throw noRule(input.id);
  requireVersion(current, input.expectedVersion);
  await requireRecipients(transaction, input);
  const { rows } = await $client.query<Rule>(
    `UPDATE notification_rules SET (name, event_kind, minimal_severity, area, channel_id, recipient_ids, quiet_from, quiet_to, digest_minutes, enabled)
       = ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     WHERE id = $11 RETURNING ${RULE_COLUMNS}`,
    [...ruleValues(input), input.id],
  );
  return rows[0]!;
}
