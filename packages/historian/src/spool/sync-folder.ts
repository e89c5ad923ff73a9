import { open } from 'node:fs/promises';

/** Makes sure that files that were made or removed stay so after a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
