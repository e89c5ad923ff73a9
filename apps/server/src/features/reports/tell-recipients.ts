import type { Permission, ReportFormat } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { DELIVERY_CHANNEL } from '../../kit/notifications/delivery-channel.ts';
import type { NotificationEvent } from '../../kit/notifications/notification-event.ts';
import { hasRight } from '../../kit/reports/require-definer.ts';

/** A run that is done. */
interface DoneRun {
  readonly id: string;
  readonly definitionId: string | null;
  readonly name: string;
  readonly formats: readonly ReportFormat[];
  readonly permission: Permission;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Recipient {
  readonly tenantId: string;
  readonly channelId: string;
  readonly userId: string;
}

const RECIPIENTS_SQL = `
  SELECT d.tenant_id AS "tenantId", d.channel_id AS "channelId", u.id AS "userId"
  FROM report_definitions d JOIN users u ON u.id = ANY (d.recipient_ids) AND u.enabled AND u.deleted_at IS NULL AND u.email <> ''
  WHERE d.id = $1 AND d.deleted_at IS NULL AND d.channel_id IS NOT NULL`;

/** Writes a mail for each recipient of a report: the files are in it where he has the right to what they show. */
export async function tellRecipients(transaction: TenantTransaction, run: DoneRun): Promise<void> {
  const { $client } = transaction;
  const { rows } = await $client.query<Recipient>(RECIPIENTS_SQL, [run.definitionId]);
  for (const recipient of rows) {
    const isAttached = await hasRight(transaction, recipient.userId, run.permission);
    const event = eventOf(run, recipient, isAttached);
    await $client.query(
      `INSERT INTO deliveries (event_id, event_kind, channel_id, recipient_id, payload) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT deliveries_once DO NOTHING`,
      [run.id, event.kind, recipient.channelId, recipient.userId, JSON.stringify([event])],
    );
  }
  if (rows.length > 0) await $client.query("SELECT pg_notify($1, '')", [DELIVERY_CHANNEL]);
}

function eventOf(
  { id, name, formats, fromMs, toMs }: DoneRun,
  { tenantId }: Recipient,
  isAttached: boolean,
): NotificationEvent {
  const files = isAttached ? formats.map((format) => ({ tenantId, runId: id, format })) : [];
  return {
    id,
    kind: 'reports.ready',
    severity: 1,
    area: null,
    timeMs: Date.now(),
    report: name,
    fromMs,
    toMs,
    files,
  };
}
