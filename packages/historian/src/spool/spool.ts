import { mkdir } from 'node:fs/promises';
import type { FolderLock } from '@varve/folder-lock';
import type { HistorianEvent } from '../historian-event.ts';
import { createAppendQueue, type AppendQueue } from './append-queue.ts';
import { createBlockCache, type BlockCache } from './block-cache.ts';
import type { Block, BlockPart, NumberedBlock } from './block.ts';
import { lockWorkFolder } from './lock-work-folder.ts';
import { openSpoolFile, writeBlocks, type OpenSpoolFile } from './open-spool-file.ts';
import { readBlockParts, type BlockPlace } from './read-spool-file.ts';
import { recoverSpool, type RecoveredFiles } from './recover-spool.ts';
import { createSpoolFiles, type SpoolFiles } from './spool-files.ts';
import { spoolIdentity } from './spool-identity.ts';
import { countSpool, type SpoolStats } from './spool-stats.ts';
import type { LiveBlock, SpooledBlock, SpoolFile } from './spooled-block.ts';

/** Options of `Spool.open`. */
export interface SpoolOptions {
  readonly folder: string;
  /** Most bytes on disk. */
  readonly quotaBytes: number;
  /** At the quota, who writes has to wait, or the oldest blocks are lost. */
  readonly whenFull: 'block' | 'drop-oldest';
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

const MOST_FILE_BYTES = 64 * 1_048_576;
const FILES_PER_QUOTA = 8;
// Blocks wait for their commit in memory while the database keeps up; in an outage the rest is read from disk again.
const CACHE_BYTES = 128 * 1_048_576;

/** Rows on disk between their acknowledgement and their commit. */
export class Spool {
  /** Belongs to this folder for ever: the ledger knows its blocks by it. */
  readonly id: string;
  readonly #options: SpoolOptions;
  readonly #lock: FolderLock;
  readonly #fileBytes: number;
  readonly #cache: BlockCache = createBlockCache(CACHE_BYTES);
  readonly #files: SpoolFiles;
  #current: OpenSpoolFile | undefined;
  readonly #appends: AppendQueue;
  #nextBlockNo: number;
  #nextFileNo: number;
  #lostRows: number;

  private constructor(
    id: string,
    options: SpoolOptions,
    { lock, recovered }: { readonly lock: FolderLock; readonly recovered: RecoveredFiles },
  ) {
    const { folder, quotaBytes, whenFull } = options;
    this.id = id;
    this.#options = options;
    this.#lock = lock;
    this.#fileBytes = Math.min(MOST_FILE_BYTES, quotaBytes / FILES_PER_QUOTA);
    this.#nextFileNo = recovered.nextFileNo;
    this.#nextBlockNo = recovered.nextBlockNo;
    this.#lostRows = recovered.lostRows;
    this.#files = createSpoolFiles({
      folder,
      quotaBytes,
      isWaitedFor: whenFull === 'block',
      markedBlockNo: recovered.markedBlockNo,
      nextBlockNo: () => this.#nextBlockNo,
      onFailure: (error) => this.#tellFailure(error),
    });
    this.#appends = createAppendQueue({
      write: (blocks) => this.#write(blocks),
      onFailure: (error) => this.#tellFailure(error),
    });
  }

  /**
   * Opens a spool.
   *
   * @returns the spool, and the blocks that an earlier run left in it, oldest first
   * @throws HistorianError FOLDER_IN_USE when another process has it
   */
  static async open(
    options: SpoolOptions,
  ): Promise<{ readonly spool: Spool; readonly recovered: readonly SpooledBlock[] }> {
    await mkdir(options.folder, { recursive: true });
    const lock = await lockWorkFolder(options.folder);
    try {
      const id = await spoolIdentity(options.folder);
      const recovered = await recoverSpool(options.folder, options.onEvent);
      const spool = new Spool(id, options, { lock, recovered });
      return { spool, recovered: spool.#adopt(recovered) };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Puts a block on disk; resolves when it is synced, so that a loss of power leaves it there. */
  append(block: Block): Promise<SpooledBlock> {
    return this.#appends.append(block);
  }

  /** Forgets a block that is stored; a file goes when its last block does. */
  release(block: SpooledBlock): void {
    const { file, blockNo } = block as LiveBlock;
    if (!file.live.delete(blockNo)) return;
    this.#cache.forget(blockNo);
    this.#files.removeWhenEmpty(file);
  }

  /** Undefined while there is room, else a promise for when there is again. */
  whenRoom(): Promise<void> | undefined {
    return this.#files.whenRoom();
  }

  /** No block with a smaller number is on disk any more. Stored blocks count as on disk: a file goes as a whole. */
  lowestBlockNo(): number {
    return this.#files.list[0]?.firstBlockNo ?? this.#nextBlockNo;
  }

  /** The number that the next block gets: all with a smaller one were written. */
  get nextBlockNo(): number {
    return this.#nextBlockNo;
  }

  /** Whether half of its quota is taken: nothing is to stay in it for longer than it must. */
  isFilling(): boolean {
    return this.#files.bytes >= this.#options.quotaBytes / 2;
  }

  stats(): SpoolStats {
    return countSpool(this.#files, this.#lostRows);
  }

  /** Gives no number up to this one any more: the ledger has them. */
  skipTo(blockNo: number): void {
    this.#nextBlockNo = Math.max(this.#nextBlockNo, blockNo + 1);
  }

  /** Makes sure that removed files stay removed: only then may the ledger forget their blocks. */
  syncRemovals(): Promise<void> {
    return this.#files.syncRemovals();
  }

  /** Ends the writing; blocks that a failing disk has not taken stay unacknowledged. */
  async close(): Promise<void> {
    await this.#appends.close();
    await this.#closeFile();
    await this.#files.removed();
    await this.#lock.release();
  }

  /** Takes the files of an earlier run. */
  #adopt({ files }: RecoveredFiles): LiveBlock[] {
    const kept = files.flatMap(({ file, blocks }) => {
      this.#files.add(file);
      return blocks.map(({ block, place }) => this.#keep(file, block, place));
    });
    for (const { file } of files) this.#files.removeWhenEmpty(file);
    return kept;
  }

  #keep(file: SpoolFile, { parts, ...rest }: NumberedBlock, place: BlockPlace): LiveBlock {
    const live: LiveBlock = {
      ...rest,
      file,
      arrivedUs: this.#options.nowUs(),
      isLost: false,
      parts: () => this.#partsOf(live, place),
      cachedParts: () => this.#cache.get(live.blockNo),
    };
    this.#cache.keep(live.blockNo, parts);
    this.#files.put(live, place.bytes);
    return live;
  }

  async #partsOf(live: LiveBlock, place: BlockPlace): Promise<readonly BlockPart[] | undefined> {
    const cached = this.#cache.get(live.blockNo);
    if (live.isLost || cached !== undefined) return cached;
    const { path } = live.file;
    const parts = await readBlockParts(path, place);
    if (parts === undefined) {
      const reason = `block ${live.blockNo} is damaged`;
      live.isLost = true;
      this.#lostRows += live.rowCount;
      this.#options.onEvent({ kind: 'spool-damaged', file: path, reason, rowCount: live.rowCount });
    }
    return parts;
  }

  async #write(blocks: readonly Block[]): Promise<LiveBlock[]> {
    this.#makeRoom();
    const current = (this.#current ??= await this.#openFile());
    const firstNo = this.#nextBlockNo;
    let places: readonly BlockPlace[];
    try {
      places = await writeBlocks(current, blocks, firstNo);
    } catch (error) {
      // A full disk has room again when a file goes, and an open one never does.
      await this.#closeFile();
      throw error;
    }
    this.#nextBlockNo += blocks.length;
    const kept = blocks.map((block, index) =>
      this.#keep(current.file, { ...block, blockNo: firstNo + index }, places[index]!),
    );
    if (current.file.bytes >= this.#fileBytes) await this.#closeFile();
    return kept;
  }

  async #openFile(): Promise<OpenSpoolFile> {
    const opened = await openSpoolFile(this.#options.folder, this.#nextFileNo, this.#nextBlockNo);
    this.#nextFileNo++;
    this.#files.add(opened.file);
    return opened;
  }

  async #closeFile(): Promise<void> {
    if (this.#current === undefined) return;
    const { file, handle } = this.#current;
    this.#current = undefined;
    file.isClosed = true;
    // Its blocks are safe whatever closing says: they were synced before they were acknowledged.
    await handle.close().catch((error: unknown) => this.#tellFailure(error));
    this.#files.removeWhenEmpty(file);
  }

  #tellFailure(error: unknown): void {
    this.#options.onEvent({ kind: 'spool-failed', reason: (error as Error).message });
  }

  /** Drops the oldest blocks until the quota is kept, where that was chosen. */
  #makeRoom(): void {
    const { whenFull, quotaBytes, onEvent } = this.#options;
    while (whenFull === 'drop-oldest' && this.#files.bytes >= quotaBytes) {
      const oldest = this.#files.list.find(({ isClosed }) => isClosed);
      if (oldest === undefined) return;
      let rowCount = 0;
      for (const block of oldest.live.values()) {
        rowCount += block.rowCount;
        block.isLost = true;
        this.release(block);
      }
      this.#lostRows += rowCount;
      onEvent({ kind: 'spool-dropped', rowCount });
    }
  }
}
