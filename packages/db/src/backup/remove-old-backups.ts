import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const WHOLE_BACKUP = /^varve-\d{8}T\d{6}Z$/;

/**
 * Removes all but the newest whole backups of a folder.
 *
 * Remains of a backup that was cut short are removed with them; nothing else in the folder is touched.
 *
 * @param keep - how many stay, 1 or more
 * @returns the folders that were removed
 */
export async function removeOldBackups(directory: string, keep: number): Promise<string[]> {
  const names = (await readdir(directory)).toSorted();
  const whole = names.filter((name) => WHOLE_BACKUP.test(name));
  const newest = whole.at(-1);
  const old = whole.slice(0, Math.max(0, whole.length - Math.max(1, keep)));
  const cutShort = names.filter(
    (name) =>
      WHOLE_BACKUP.test(name.replace(/\.partial$/, '')) &&
      name.endsWith('.partial') &&
      newest !== undefined &&
      name < newest,
  );
  const removed = [...old, ...cutShort];
  for (const name of removed) await rm(join(directory, name), { recursive: true, force: true });
  return removed;
}
