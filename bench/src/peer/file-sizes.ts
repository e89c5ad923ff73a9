import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file below a folder. */
export interface FileSize {
  /** Its path below the folder, by slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** Lists all files below a folder. What goes meanwhile, folders too, is left out. */
export async function fileSizes(folder: string, prefix = ''): Promise<FileSize[]> {
  const entries = await unlessGone(readdir(folder, { withFileTypes: true }));
  const found = await Promise.all(
    (entries ?? []).map(async (entry): Promise<FileSize[]> => {
      const file = join(folder, entry.name);
      const path = prefix + entry.name;
      if (entry.isDirectory()) return fileSizes(file, `${path}/`);
      const stats = await unlessGone(stat(file));
      return stats === undefined ? [] : [{ path, bytes: stats.size }];
    }),
  );
  return found.flat();
}

function unlessGone<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
