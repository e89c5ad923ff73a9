import type { TenantTransaction } from '@varve/db/tenant';

/** Something that the operator does to a tenant. */
interface OperatorEvent {
  readonly event: 'administrator_invited' | 'tenant_closed' | 'tenant_reopened';
  readonly tenantId: string;
}

/** Writes what is done to a tenant into the operator's audit log. The database refuses whoever is not of the operator. */
export async function recordForOperator(
  { $client }: TenantTransaction,
  { event, tenantId }: OperatorEvent,
): Promise<void> {
  await $client.query('SELECT internal.require_operator()');
  await $client.query("SELECT internal.record_event($1, 'tenants', $2)", [event, tenantId]);
}
