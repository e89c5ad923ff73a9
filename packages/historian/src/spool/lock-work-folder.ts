import { FolderLockError, lockFolder, type FolderLock } from '@varve/folder-lock';
import { HistorianError } from '../historian-error.ts';

/**
 * Takes a folder for this process: two would write over each other's files.
 *
 * @throws HistorianError FOLDER_IN_USE with the id of the process that has it
 */
export async function lockWorkFolder(folder: string): Promise<FolderLock> {
  try {
    return await lockFolder(folder);
  } catch (error) {
    if (!(error instanceof FolderLockError)) throw error;
    throw new HistorianError('FOLDER_IN_USE', error.message, {
      cause: error,
    });
  }
}
