import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { NoRetryError } from '../jobs/no-retry-error.ts';

/** Most that the spool of a collector takes: `spool.quotaBytes` of a historian, which the server leaves as it is. */
const SPOOL_QUOTA_BYTES = 4 * 1_024 ** 3;
/** Room that a report itself may take: its files, and what is put together on the way. */
const REPORT_BYTES = 256 * 1_024 ** 2;
const MIB = 1_024 ** 2;

/**
 * Sees to it that reports leave the disk to the spool: samples that do not fit on it are lost, a report can be made later.
 *
 * @param directory - Varve's own folder, in which the spool lies
 * @throws NoRetryError with what is free and what is needed
 */
export async function requireDiskRoom(
  directory: string,
  quotaBytes = SPOOL_QUOTA_BYTES,
): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeBytes = bavail * bsize;
  const spoolBytes = await bytesBelow(join(directory, 'spool'));
  const neededBytes = Math.max(0, quotaBytes - spoolBytes) + REPORT_BYTES;
  if (freeBytes >= neededBytes) return;
  const free = Math.floor(freeBytes / MIB);
  const needed = Math.ceil(neededBytes / MIB);
  throw new NoRetryError(
    `the disk of the server has ${free} MiB free, and ${needed} MiB are needed, so that samples can wait there for the database: make room on it`,
  );
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  // The spool may remove a file at any time.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (found) => (found.isFile() ? found.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
