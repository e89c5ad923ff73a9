import { MAX_RULES, type CreateRuleInput, type Rule } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { conflict } from '../../kit/server-error.ts';
import { RULE_COLUMNS } from './list-rules.ts';
import { requireRecipients } from './require-recipients.ts';

/** Makes a rule. @throws ServerError NOT_FOUND, QUERY_INVALID; CONFLICT where there are too many */
export async function createRule(
  transaction: TenantTransaction,
  input: CreateRuleInput,
): Promise<Rule> {
  await requireRecipients(transaction, input);
  const { rows } = await transaction.$client.query<Rule>(
    `INSERT INTO notification_rules (name, event_kind, minimal_severity, area, channel_id, recipient_ids, quiet_from, quiet_to, digest_minutes, enabled)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE (SELECT count(*) FROM notification_rules WHERE deleted_at IS NULL) < ${MAX_RULES}
     RETURNING ${RULE_COLUMNS}`,
    ruleValues(input),
  );
  if (rows.length === 0)
    throw conflict('too_many', `there are ${MAX_RULES} rules: remove one first`);
  return rows[0]!;
}

/** Values of a rule in the order of its columns. */
export function ruleValues(input: CreateRuleInput): unknown[] {
  return [
    input.name,
    input.eventKind,
    input.minimalSeverity,
    input.area,
    input.channelId,
    [...new Set(input.recipientIds)],
    input.quietFrom,
    input.quietTo,
    input.digestMinutes,
    input.enabled,
  ];
}
