import type { CreateTenantInput } from '@varve/contract';
import type { TenantTransaction } from '@varve/db/tenant';
import { refuseTaken } from '../../kit/refuse-taken.ts';

/** Makes a tenant with its built-in roles, and without users, for the operator. @returns its id @throws ServerError CONFLICT */
export async function createTenant(
  { $client }: TenantTransaction,
  { name, displayName, timeZone, language }: CreateTenantInput,
): Promise<string> {
  const { rows } = await refuseTaken(
    { tenants_name_key: { field: 'name', what: 'the name' } },
    () =>
      $client.query<{ id: string }>('SELECT internal.make_tenant($1, $2, $3, $4) AS id', [
        name,
        displayName === '' ? null : displayName,
        timeZone,
        language,
      ]),
  );
  const { id } = rows[0]!;
  await $client.query("SELECT internal.record_event('tenant_created', 'tenants', $1, $2)", [
    id,
    { name },
  ]);
  return id;
}
