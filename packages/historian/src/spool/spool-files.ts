import { rm } from 'node:fs/promises';
import { writeBlockMark } from './spool-identity.ts';
import type { LiveBlock, SpoolFile } from './spooled-block.ts';
import { syncFolder } from './sync-folder.ts';

/** The files of a spool, oldest first, and the room that they leave under its quota. */
export interface SpoolFiles {
  readonly list: readonly SpoolFile[];
  readonly bytes: number;
  add(file: SpoolFile): void;
  /** Counts a block of a file. */
  put(block: LiveBlock, byteCount: number): void;
  /** Removes a file that is closed and has no block left. */
  removeWhenEmpty(file: SpoolFile): void;
  isFull(): boolean;
  /** Undefined while there is room, else a promise for when there is again. */
  whenRoom(): Promise<void> | undefined;
  /** Resolves when the files to remove are gone. */
  removed(): Promise<void>;
  /** Makes sure that removed files stay removed. */
  syncRemovals(): Promise<void>;
}

/** Options of `createSpoolFiles`. */
interface SpoolFilesOptions {
  readonly folder: string;
  /** Bytes from which on who writes has to wait. */
  readonly quotaBytes: number;
  readonly isWaitedFor: boolean;
  /** Numbers below it are written down as given: files that hold them may go. */
  readonly markedBlockNo: number;
  readonly nextBlockNo: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Makes an empty set of files. */
export function createSpoolFiles(options: SpoolFilesOptions): SpoolFiles {
  const { folder, quotaBytes, isWaitedFor, onFailure } = options;
  let { markedBlockNo } = options;
  const list: SpoolFile[] = [];
  let bytes = 0;
  let room: PromiseWithResolvers<void> | undefined;
  let removing: Promise<void> = Promise.resolve();

  const isFull = (): boolean => isWaitedFor && bytes >= quotaBytes;

  /** Writes down numbers that no file tells any more, then removes the file. A full disk may refuse the first: the file goes all the same. */
  async function removeFile(path: string): Promise<void> {
    const nextBlockNo = options.nextBlockNo();
    try {
      if (markedBlockNo < nextBlockNo) {
        await writeBlockMark(folder, nextBlockNo);
        markedBlockNo = nextBlockNo;
      }
    } finally {
      await rm(path, { force: true });
    }
  }

  return {
    list,
    get bytes() {
      return bytes;
    },
    add: (file) => void list.push(file),
    put(block, byteCount) {
      block.file.live.set(block.blockNo, block);
      block.file.bytes += byteCount;
      bytes += byteCount;
    },
    removeWhenEmpty(file) {
      if (!file.isClosed || file.live.size > 0) return;
      const index = list.indexOf(file);
      if (index === -1) return;
      list.splice(index, 1);
      bytes -= file.bytes;
      removing = removing.then(() => removeFile(file.path)).catch(onFailure);
      if (bytes >= quotaBytes) return;
      room?.resolve();
      room = undefined;
    },
    isFull,
    whenRoom() {
      if (!isFull()) return undefined;
      room ??= Promise.withResolvers();
      return room.promise;
    },
    removed: () => removing,
    async syncRemovals() {
      await removing;
      await syncFolder(folder);
    },
  };
}
