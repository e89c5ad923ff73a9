import { findRunningPostgres } from '@varve/db';
import type { TenantTransaction } from '@varve/db/tenant';
import type { Command } from 'commander';
import { openTenants } from '../../kit/tenants.ts';
import { databaseOptions, type DatabaseOptions } from './database-options.ts';
import { withDatabase } from './with-database.ts';

/** Values of the options that say which tenant of which database. */
export interface TenantOptions extends DatabaseOptions {
  readonly tenant: string;
}

/** Adds the options that say which tenant of which database. */
export function tenantOptions(command: Command): Command {
  return databaseOptions(
    command.option('--tenant <name>', 'the tenant whose users are meant', 'default'),
  );
}

/** Works in a transaction of a tenant, beside a server that may be running. @throws ServerError TENANT_UNKNOWN */
export async function withTenantOf<Result>(
  { tenant: name, ...options }: TenantOptions,
  work: (transaction: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return withRunningDatabase(options, async (connectionString) => {
    await using tenants = await openTenants(connectionString, name);
    return await tenants.home.transaction(work);
  });
}

/** Works on the database beside a server that may be running. */
export async function withRunningDatabase<Result>(
  { database, directory }: DatabaseOptions,
  work: (connectionString: string) => Promise<Result>,
): Promise<Result> {
  try {
    return await withDatabase(database, directory, work);
  } catch (error) {
    // The embedded database has one owner: the server that runs.
    if ((error as { code?: unknown }).code !== 'FOLDER_IN_USE') throw error;
    const running = await findRunningPostgres(directory);
    if (running === undefined) throw error;
    return work(running);
  }
}
