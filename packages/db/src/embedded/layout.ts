import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  cp,
  mkdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PostgresBinaries } from './find-binaries.ts';
import { canEnter, canRun, isRoot, unprivilegedUser, type UnixUser } from './unprivileged-user.ts';

/** Folders of PostgreSQL's programs and data, and the user who runs it. */
export interface Layout {
  readonly programs: string;
  readonly data: string;
  /** Undefined where it is whoever runs this process. */
  readonly user: UnixUser | undefined;
}

// A folder that any user may enter, for root whose checkout nobody else may.
export const SHARED_FOLDER = '/var/lib/varve';
/** In a data folder below it: the path of the link that leads there. */
export const LINK_FILE = 'linked-from';

/**
 * Decides where the embedded PostgreSQL lies.
 *
 * Data stay in `<directory>/postgres`. When root runs Varve, PostgreSQL runs as another user, who may not be
 * let into a folder of root's: then programs are copied to, and data kept in, `/var/lib/varve`, and
 * `<directory>/postgres` is a link there.
 *
 * @param directory - Varve's own folder, `.varve`
 */
export async function layOut(directory: string, binaries: PostgresBinaries): Promise<Layout> {
  await mkdir(directory, { recursive: true });
  const data = join(directory, 'postgres');
  if (!isRoot()) return { programs: join(binaries.folder, 'bin'), data, user: undefined };
  const user = unprivilegedUser();
  return {
    programs: await reachablePrograms(binaries, user),
    data: await reachableData(directory, data, user),
    user,
  };
}

async function reachablePrograms(binaries: PostgresBinaries, user: UnixUser): Promise<string> {
  const own = join(binaries.folder, 'bin');
  if (canRun(join(own, 'postgres'), user)) return own;
  const copy = join(SHARED_FOLDER, `postgresql-${binaries.version}`);
  const programs = join(copy, 'bin');
  if (canRun(join(programs, 'postgres'), user)) return programs;
  await rm(copy, { recursive: true, force: true });
  await openSharedFolder();
  // Renamed when whole, so that a copy cut short is never taken for one.
  const partial = `${copy}.${randomBytes(4).toString('hex')}`;
  await cp(binaries.folder, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy);
  return programs;
}

async function reachableData(directory: string, data: string, user: UnixUser): Promise<string> {
  const linked = await readlink(data).catch(() => undefined);
  if (linked !== undefined) return linked;
  if ((await exists(data)) || canEnter(directory, user)) return data;
  const shared = join(SHARED_FOLDER, `data-${randomBytes(8).toString('hex')}`);
  await openSharedFolder();
  await mkdir(shared, { mode: 0o700 });
  await chown(shared, user.uid, user.gid);
  await writeFile(join(shared, LINK_FILE), `${resolve(data)}\n`);
  await symlink(shared, data);
  return shared;
}

async function openSharedFolder(): Promise<void> {
  await mkdir(SHARED_FOLDER, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755); // Whatever the umask says.
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The data folder of one major version below Varve's own. */
export function clusterOf({ data }: Pick<Layout, 'data'>): string {
  return join(data, '18');
}
