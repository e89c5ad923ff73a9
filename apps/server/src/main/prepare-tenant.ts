import { connect, detectEngine, type Engine } from '@varve/db';

/** Makes a tenant where there is none, and brings the built-in roles of all up to date. @returns the kind of database */
export async function prepareTenant(database: string, tenant: string): Promise<Engine> {
  const client = await connect(database, 'serve');
  try {
    await client.query('SELECT internal.found_tenant($1)', [tenant]);
    await client.query('SELECT internal.update_built_in_roles(id) FROM tenants');
    return await detectEngine(client);
  } finally {
    await client.end();
  }
}
