import { connect, findRunningPostgres } from '../../../packages/db/src/index.ts';

/** Lets the users of a server work without a second factor, which a visitor cannot show. @param directory - the server's own folder */
export async function askForNoFactor(directory: string): Promise<void> {
  const address = await findRunningPostgres(directory);
  if (address === undefined) throw new Error(`no PostgreSQL runs in ${directory}`);
  const client = await connect(address, 'sheets');
  await client.query("UPDATE tenants SET factor_roles = '{}'");
  await client.end();
}
