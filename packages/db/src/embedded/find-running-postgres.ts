import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterOf } from './layout.ts';
import { embeddedAddress } from './start-embedded-postgres.ts';

/**
 * Finds the address of an embedded PostgreSQL that another Varve has started in a folder, for work beside it.
 *
 * @param directory - Varve's own folder
 * @returns undefined where none runs, or where this user may not read its files
 */
export async function findRunningPostgres(directory: string): Promise<string | undefined> {
  const cluster = clusterOf({ data: join(directory, 'postgres') });
  try {
    // PostgreSQL's own file: process, folder, start, port, each on a line.
    const [, , , port] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const password = await readFile(join(directory, 'postgres-password'), 'utf8');
    return Number(port) > 0 ? embeddedAddress(password.trim(), Number(port)) : undefined;
  } catch {
    return undefined;
  }
}
