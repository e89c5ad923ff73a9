import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { clusterOf, type Layout } from './layout.ts';
import { collectOutput, spawnOptions } from './spawn-options.ts';

/** Superuser of the embedded PostgreSQL. */
export const SUPERUSER = 'varve';

/**
 * Makes the data folder of the embedded PostgreSQL, with a superuser whose password is generated.
 *
 * @param passwordFile - where the password is kept, readable by its owner only
 * @throws DatabaseError EMBEDDED_INIT_FAILED with what initdb said
 */
export async function makeCluster(layout: Layout, passwordFile: string): Promise<void> {
  const { data, user } = layout;
  await mkdir(data, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  // Renamed when whole, so that what a kill cut short is never taken for a database.
  const partial = `${clusterOf(layout)}.new`;
  const handed = join(data, 'initdb-password');
  await rm(partial, { recursive: true, force: true });
  await writeFile(handed, password, { mode: 0o600 });
  if (user !== undefined) {
    await chown(data, user.uid, user.gid);
    await chown(handed, user.uid, user.gid);
  }
  try {
    await runInitdb(layout, [
      `--pgdata=${partial}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${handed}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
    ]);
    await rename(partial, clusterOf(layout));
  } finally {
    await rm(handed, { force: true });
  }
}

async function runInitdb(layout: Layout, settings: readonly string[]): Promise<void> {
  const child = spawn(join(layout.programs, 'initdb'), settings, spawnOptions(layout));
  const output = collectOutput(child);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new DatabaseError('EMBEDDED_INIT_FAILED', `initdb ended with ${code}: ${output()}`);
}
