import type { Permission } from '@varve/contract';
import type { TenantTransactions } from '../tenant-database.ts';

/** Writes to the audit log that somebody was refused a procedure. */
export async function recordDenial(
  tenant: TenantTransactions,
  { path, permission }: { readonly path: string; readonly permission: Permission },
): Promise<void> {
  await tenant.transaction(({ $client }) =>
    $client.query("SELECT internal.record_event('denied', 'procedure', $1, $2, 'denied')", [
      path,
      { permission },
    ]),
  );
}
