import { connect, findRunningPostgres } from '../../../packages/db/src/index.ts';

/** Makes a field with one well, which no page of the console makes. @param directory - the server's own folder @returns the id of the well */
export async function makeWell(directory: string): Promise<string> {
  const address = await findRunningPostgres(directory);
  if (address === undefined) throw new Error(`no PostgreSQL runs in ${directory}`);
  const client = await connect(address, 'sheets');
  const { rows } = await client.query<{ id: string }>(
    `WITH field AS (INSERT INTO fields (tenant_id, name) SELECT id, 'North field' FROM tenants RETURNING tenant_id, id)
     INSERT INTO wells (tenant_id, field_id, name) SELECT tenant_id, id, 'NF-9' FROM field RETURNING id`,
  );
  await client.end();
  return rows[0]!.id;
}
