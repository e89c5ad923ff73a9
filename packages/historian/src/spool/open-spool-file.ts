import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { packBlockHeader, payloadBytes, type Block } from './block.ts';
import type { BlockPlace } from './read-spool-file.ts';
import type { SpoolFile } from './spooled-block.ts';
import { syncFolder } from './sync-folder.ts';

/** Extension of a spool's files. */
export const SPOOL_FILE_SUFFIX = '.spool';

/** A file of a spool that blocks are written to. */
export interface OpenSpoolFile {
  readonly file: SpoolFile;
  readonly handle: FileHandle;
}

/** Makes a new file. @throws Error when the disk refuses it; no file is left then */
export async function openSpoolFile(
  folder: string,
  fileNo: number,
  firstBlockNo: number,
): Promise<OpenSpoolFile> {
  const path = join(folder, `${String(fileNo).padStart(12, '0')}${SPOOL_FILE_SUFFIX}`);
  const handle = await open(path, 'wx');
  try {
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  return { file: { path, firstBlockNo, live: new Map(), bytes: 0, isClosed: false }, handle };
}

/**
 * Writes blocks to the end of a file, and syncs once for all of them.
 *
 * @param firstNo - number of the first; the others follow
 * @returns where each lies
 * @throws Error when the disk does not take all; a part that was written is cut off, so that no restart finds it
 */
export async function writeBlocks(
  { file, handle }: OpenSpoolFile,
  blocks: readonly Block[],
  firstNo: number,
): Promise<BlockPlace[]> {
  const start = file.bytes;
  const buffers: Uint8Array[] = [];
  const places: BlockPlace[] = [];
  let end = start;
  for (const [index, block] of blocks.entries()) {
    const header = packBlockHeader(block, firstNo + index);
    buffers.push(header, ...block.parts.map(({ tuples }) => tuples));
    const bytes = header.length + payloadBytes(block);
    places.push({ at: end, bytes });
    end += bytes;
  }
  try {
    const { bytesWritten } = await handle.writev(buffers, start);
    if (bytesWritten !== end - start) {
      throw new Error(`the disk took ${bytesWritten} of ${end - start} bytes`);
    }
    await handle.datasync();
  } catch (error) {
    await handle.truncate(start).catch(() => undefined);
    throw error;
  }
  return places;
}
