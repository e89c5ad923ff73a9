import { lockFolder } from '@varve/folder-lock';
import { readdir, readFile, readlink, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LINK_FILE, SHARED_FOLDER } from './layout.ts';
import { stopOrphan } from './stop-orphan.ts';

/** Files of a folder of Varve's that are of no use without its database. */
const BESIDE_DATA = ['postgres-password'];
const DATA_FOLDER = /^data-[0-9a-f]+$/;

/**
 * Says where the data of a folder's embedded PostgreSQL lie: in the folder, or elsewhere where root made it.
 *
 * @param directory - Varve's own folder
 * @returns undefined where there are none
 */
export async function findEmbeddedData(directory: string): Promise<string | undefined> {
  const data = join(directory, 'postgres');
  const place = await readlink(data).catch(() => data);
  return (await exists(place)) ? place : undefined;
}

/**
 * Removes the embedded PostgreSQL of a folder for good: data, password, and the link to data that lie elsewhere.
 *
 * A server that a killed Varve left is ended first. The folder itself goes where nothing else is in it.
 *
 * @returns the data folder that is gone; undefined where there was none
 * @throws FolderLockError FOLDER_IN_USE while a Varve works in it
 */
export async function removeEmbeddedData(directory: string): Promise<string | undefined> {
  const data = await findEmbeddedData(directory);
  if (data !== undefined) await removeData(data);
  for (const name of ['postgres', ...BESIDE_DATA]) await rm(join(directory, name), { force: true });
  await rmdir(directory).catch(() => undefined); // Something of somebody else's is in it, or it is gone.
  return data;
}

/**
 * Lists the data folders that root's Varve keeps elsewhere and nothing leads to any more: their own folder was deleted.
 *
 * @param home - where they lie. @default /var/lib/varve
 */
export async function findAbandonedData(home: string = SHARED_FOLDER): Promise<string[]> {
  const names = await readdir(home).catch(() => []);
  const abandoned: string[] = [];
  for (const name of names.filter((found) => DATA_FOLDER.test(found)).toSorted()) {
    const folder = join(home, name);
    const link = await readFile(join(folder, LINK_FILE), 'utf8').catch(() => undefined);
    // One that does not say where it belongs may be anybody's.
    if (link === undefined) continue;
    const target = await readlink(link.trim()).catch(() => undefined);
    if (target !== folder) abandoned.push(folder);
  }
  return abandoned;
}

/**
 * Removes one data folder.
 *
 * @throws FolderLockError FOLDER_IN_USE while a Varve works on it
 */
export async function removeData(data: string): Promise<void> {
  const lock = await lockFolder(data);
  try {
    for (const name of await readdir(data)) await stopOrphan(join(data, name));
    await rm(data, { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
