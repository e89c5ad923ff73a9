import { MAX_RULES, type Rule } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { versionSql } from '../../kit/require-version.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Columns in the form of the contract. */
export const RULE_COLUMNS = `id, name, event_kind AS "eventKind", minimal_severity AS "minimalSeverity", area,
  channel_id AS "channelId", recipient_ids AS "recipientIds", to_char(quiet_from, 'HH24:MI') AS "quietFrom",
  to_char(quiet_to, 'HH24:MI') AS "quietTo", digest_minutes AS "digestMinutes", enabled,
  ${versionSql('notification_rules')} AS version`;

/** Lists the rules of the tenant by name. */
export async function listRules({ $client }: TenantTransaction): Promise<Rule[]> {
  const { rows } = await $client.query<Rule>(
    `SELECT ${RULE_COLUMNS} FROM notification_rules WHERE deleted_at IS NULL ORDER BY lower(name), id LIMIT ${MAX_RULES}`,
  );
  return rows;
}

/** Makes the refusal of a rule that is not there. */
export function noRule(id: string): ServerError {
  return new ServerError('NOT_FOUND', `there is no rule ${id}`);
}
