import type { TenantTransaction } from '@varve/db/tenant';

/** Lets one transaction at a time change the rights of a tenant's users, until it ends: rules over all of them hold then. */
export async function lockRights({ $client }: TenantTransaction): Promise<void> {
  await $client.query(
    "SELECT pg_advisory_xact_lock(internal.lock_key('rights', internal.current_tenant()::text))",
  );
}
