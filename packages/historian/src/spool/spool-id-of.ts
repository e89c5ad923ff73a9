import { mkdir } from 'node:fs/promises';
import { spoolFolderOf } from '../historian-settings.ts';
import { spoolIdentity } from './spool-identity.ts';

/** Gives the id of the spool of a historian's folder, and makes it where the folder is new: before the historian runs. */
export async function spoolIdOf(directory: string): Promise<string> {
  const folder = spoolFolderOf(directory);
  await mkdir(folder, { recursive: true });
  return spoolIdentity(folder);
}
