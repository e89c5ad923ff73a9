import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/** The name of a spool, made the first time: the ledger knows its blocks by it. */
export async function spoolIdentity(folder: string): Promise<string> {
  const path = join(folder, 'id');
  const known = (await readFile(path, 'utf8').catch(() => '')).trim();
  if (known !== '') return known;
  const id = randomUUID();
  await writeFile(path, `${id}\n`, { flush: true });
  await syncFolder(folder);
  return id;
}

/** The number that blocks go on from when no file is left to tell it. */
export async function readBlockMark(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'next'), 'utf8').catch(() => '1')).trim());
}

/** Writes down the next block's number: numbers are never given twice, or the ledger would take new blocks for old ones. */
export async function writeBlockMark(folder: string, nextBlockNo: number): Promise<void> {
  const path = join(folder, 'next');
  // Renamed when whole: a kill in between leaves the old number, not none.
  await writeFile(`${path}.new`, `${nextBlockNo}\n`, { flush: true });
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}
