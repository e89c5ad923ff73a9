import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lockFolder, type FolderLock } from '@varve/folder-lock';
import type { HistorianEvent } from '../historian-event.ts';
import {
  findBlock,
  packBlockHeader,
  payloadBytes,
  type Block,
  type BlockPart,
  type NumberedBlock,
} from './block.ts';
import { readSegment } from './segment-file.ts';
import { readBlockMark, spoolIdentity, syncFolder, writeBlockMark } from './spool-folder.ts';

/** A block that lies in the spool: its parts can be read again for as long as it has not been released. */
export interface SpooledBlock extends Omit<NumberedBlock, 'parts'> {
  /** Reads its parts: from memory while they are there, else from disk; undefined when the spool gave the block up. */
  parts(): Promise<readonly BlockPart[] | undefined>;
  /** Whether the spool gave it up. */
  readonly isDropped: boolean;
}

/** What a spool holds. */
export interface SpoolStats {
  readonly blocks: number;
  readonly bytes: number;
  /** Whether it has reached its quota, so that who writes has to wait. */
  readonly isFull: boolean;
  /** Microseconds since 1970 at which its oldest block came; undefined when it is empty. */
  readonly oldestUs: number | undefined;
  /** Rows that were given up, because the quota was reached or a file was damaged. */
  readonly lostRows: number;
}

/** What a spool is opened with. */
export interface SpoolOptions {
  readonly folder: string;
  /** Most bytes on disk. */
  readonly quotaBytes: number;
  /** What happens at the quota: who writes has to wait, or the oldest blocks are given up. */
  readonly whenFull: 'block' | 'drop-oldest';
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

interface Segment {
  readonly path: string;
  /** Number of its first block. */
  readonly firstBlockNo: number;
  readonly live: Map<number, LiveBlock>;
  bytes: number;
  isClosed: boolean;
}

interface LiveBlock extends SpooledBlock {
  readonly segment: Segment;
  readonly arrivedUs: number;
  readonly payloadBytes: number;
  /** The parts while they are kept in memory. */
  cached: readonly BlockPart[] | undefined;
  isDropped: boolean;
}

interface PendingAppend {
  readonly block: Block;
  readonly done: PromiseWithResolvers<SpooledBlock>;
}

/** Where a block lies in its file. */
interface Place {
  readonly at: number;
  readonly bytes: number;
}

const MOST_SEGMENT_BYTES = 64 * 1_048_576;
const SEGMENTS_PER_QUOTA = 8;
// Blocks wait for their commit in memory while the database keeps up; in an outage the rest is read from disk again.
const CACHE_BYTES = 128 * 1_048_576;
const RETRY_MS = 1_000;

/** Rows on disk between their acknowledgement and their commit. */
export class Spool {
  /** Of this folder, for ever: the ledger knows its blocks by it. */
  readonly id: string;
  readonly #options: SpoolOptions;
  readonly #lock: FolderLock;
  readonly #segmentBytes: number;
  readonly #segments: Segment[] = [];
  #current: { readonly segment: Segment; readonly handle: FileHandle } | undefined;
  #pending: PendingAppend[] = [];
  #writing: Promise<void> | undefined;
  #room: PromiseWithResolvers<void> | undefined;
  #nextBlockNo = 1;
  /** Numbers below it are written down as given: files that hold them may go. */
  #markedBlockNo = 1;
  #removing: Promise<void> = Promise.resolve();
  #nextSegmentNo = 1;
  #totalBytes = 0;
  #cachedBytes = 0;
  #lostRows = 0;
  readonly #closing = new AbortController();

  private constructor(id: string, options: SpoolOptions, lock: FolderLock) {
    this.id = id;
    this.#options = options;
    this.#lock = lock;
    this.#segmentBytes = Math.min(MOST_SEGMENT_BYTES, options.quotaBytes / SEGMENTS_PER_QUOTA);
  }

  /**
   * Opens a spool.
   *
   * @returns it and what an earlier run left in it, oldest first
   * @throws FolderLockError FOLDER_IN_USE when another process has it
   */
  static async open(
    options: SpoolOptions,
  ): Promise<{ readonly spool: Spool; readonly recovered: readonly SpooledBlock[] }> {
    await mkdir(options.folder, { recursive: true });
    const lock = await lockFolder(options.folder);
    try {
      const spool = new Spool(await spoolIdentity(options.folder), options, lock);
      return { spool, recovered: await spool.#recover() };
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** Puts a block on disk; resolves when it would survive a loss of power. */
  append(block: Block): Promise<SpooledBlock> {
    const done = Promise.withResolvers<SpooledBlock>();
    this.#pending.push({ block, done });
    this.#writing ??= this.#writePending();
    return done.promise;
  }

  /** Forgets a block that is stored; a file goes when its last block does. */
  release(block: SpooledBlock): void {
    const live = block as LiveBlock;
    if (!live.segment.live.delete(live.blockNo)) return;
    if (live.cached !== undefined) this.#cachedBytes -= live.payloadBytes;
    live.cached = undefined;
    this.#removeWhenEmpty(live.segment);
  }

  /** Undefined while there is room, else a promise for when there is again. */
  whenRoom(): Promise<void> | undefined {
    if (!this.#isFull()) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  #isFull(): boolean {
    const { whenFull, quotaBytes } = this.#options;
    return whenFull === 'block' && this.#totalBytes >= quotaBytes;
  }

  /** No block with a smaller number is on disk any more, those that are stored included: a file goes as a whole. */
  lowestBlockNo(): number {
    return this.#segments[0]?.firstBlockNo ?? this.#nextBlockNo;
  }

  /** The number that the next block gets: all with a smaller one were written. */
  get nextBlockNo(): number {
    return this.#nextBlockNo;
  }

  stats(): SpoolStats {
    // A block without rows waits for nobody.
    const blocks = this.#segments.flatMap(({ live }) =>
      [...live.values()].filter(({ rowCount }) => rowCount > 0),
    );
    return {
      blocks: blocks.length,
      bytes: this.#totalBytes,
      isFull: this.#isFull(),
      oldestUs: blocks[0]?.arrivedUs,
      lostRows: this.#lostRows,
    };
  }

  /** Numbers up to this one are not given any more: the ledger has them. */
  skipTo(blockNo: number): void {
    this.#nextBlockNo = Math.max(this.#nextBlockNo, blockNo + 1);
  }

  /** Ends the writing; what a failing disk has not taken stays unacknowledged. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
    await this.#closeSegment();
    await this.#removing;
    await this.#lock.release();
  }

  async #recover(): Promise<LiveBlock[]> {
    const { folder, onEvent } = this.#options;
    const recovered: LiveBlock[] = [];
    const names = (await readdir(folder)).filter((file) => file.endsWith('.spool')).toSorted();
    for (const name of names) {
      const path = join(folder, name);
      const found = await readSegment(path);
      const firstBlockNo = found.blocks[0]?.block.blockNo ?? this.#nextBlockNo;
      const segment: Segment = { path, firstBlockNo, live: new Map(), bytes: 0, isClosed: true };
      this.#segments.push(segment);
      for (const { block, at, bytes } of found.blocks) {
        recovered.push(this.#keep(segment, block, { at, bytes }));
      }
      for (const { reason, rowCount } of found.damaged) {
        this.#lostRows += rowCount;
        onEvent({ kind: 'spool-damaged', file: path, reason, rowCount });
      }
      this.#nextSegmentNo = Number.parseInt(name, 10) + 1;
      this.#nextBlockNo = Math.max(this.#nextBlockNo, found.nextBlockNo);
    }
    this.#markedBlockNo = await readBlockMark(folder);
    this.#nextBlockNo = Math.max(this.#nextBlockNo, this.#markedBlockNo);
    for (const segment of this.#segments.slice()) this.#removeWhenEmpty(segment);
    return recovered;
  }

  #keep(segment: Segment, block: NumberedBlock, place: Place): LiveBlock {
    const { parts, ...rest } = block;
    const live: LiveBlock = {
      ...rest,
      segment,
      payloadBytes: payloadBytes(block),
      arrivedUs: this.#options.nowUs(),
      cached: undefined,
      isDropped: false,
      parts: () => this.#partsOf(live, place),
    };
    if (this.#cachedBytes + live.payloadBytes <= CACHE_BYTES) {
      live.cached = parts;
      this.#cachedBytes += live.payloadBytes;
    }
    segment.live.set(block.blockNo, live);
    segment.bytes += place.bytes;
    this.#totalBytes += place.bytes;
    return live;
  }

  async #partsOf(live: LiveBlock, place: Place): Promise<readonly BlockPart[] | undefined> {
    if (live.isDropped || live.cached !== undefined) return live.cached;
    const { path } = live.segment;
    const parts = await readBack(path, place);
    if (parts === undefined) {
      const reason = `block ${live.blockNo} is damaged`;
      live.isDropped = true;
      this.#lostRows += live.rowCount;
      this.#options.onEvent({ kind: 'spool-damaged', file: path, reason, rowCount: live.rowCount });
    }
    return parts;
  }

  async #writePending(): Promise<void> {
    while (this.#pending.length > 0) {
      const group = this.#pending;
      this.#pending = [];
      for (;;) {
        try {
          this.#makeRoom();
          await this.#writeGroup(group);
          break;
        } catch (error) {
          // A full or broken disk is waited for: nobody is told that a block is safe which is not.
          this.#tellFailure(error);
          const { signal } = this.#closing;
          await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
          if (signal.aborted) return;
        }
      }
    }
    this.#writing = undefined;
  }

  /** Writes blocks behind one another and syncs once for all of them. */
  async #writeGroup(group: readonly PendingAppend[]): Promise<void> {
    this.#current ??= await this.#openSegment();
    const { segment, handle } = this.#current;
    const start = segment.bytes;
    const firstNo = this.#nextBlockNo;
    const buffers: Uint8Array[] = [];
    const places: Place[] = [];
    let end = start;
    for (const [index, { block }] of group.entries()) {
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
      // What was written in part is cut off, so that nobody finds it after a restart.
      await handle.truncate(start).catch(() => undefined);
      // A full disk has room again when a file goes, and an open one never does.
      await this.#closeSegment();
      throw error;
    }
    this.#nextBlockNo += group.length;
    for (const [index, { block, done }] of group.entries()) {
      done.resolve(this.#keep(segment, { ...block, blockNo: firstNo + index }, places[index]!));
    }
    if (segment.bytes >= this.#segmentBytes) await this.#closeSegment();
  }

  async #openSegment(): Promise<{ readonly segment: Segment; readonly handle: FileHandle }> {
    const { folder } = this.#options;
    const path = join(folder, `${String(this.#nextSegmentNo).padStart(12, '0')}.spool`);
    const handle = await open(path, 'wx');
    this.#nextSegmentNo++;
    try {
      await syncFolder(folder);
    } catch (error) {
      await handle.close();
      await rm(path, { force: true });
      throw error;
    }
    const segment: Segment = {
      path,
      firstBlockNo: this.#nextBlockNo,
      live: new Map(),
      bytes: 0,
      isClosed: false,
    };
    this.#segments.push(segment);
    return { segment, handle };
  }

  async #closeSegment(): Promise<void> {
    if (this.#current === undefined) return;
    const { segment, handle } = this.#current;
    this.#current = undefined;
    segment.isClosed = true;
    // Its blocks are safe whatever closing says: they were synced before they were acknowledged.
    await handle.close().catch((error: unknown) => this.#tellFailure(error));
    this.#removeWhenEmpty(segment);
  }

  #removeWhenEmpty(segment: Segment): void {
    if (!segment.isClosed || segment.live.size > 0) return;
    const index = this.#segments.indexOf(segment);
    if (index === -1) return;
    this.#segments.splice(index, 1);
    this.#totalBytes -= segment.bytes;
    this.#removing = this.#removing
      .then(() => this.#removeFile(segment.path))
      .catch((error: unknown) => this.#tellFailure(error));
    if (this.#totalBytes >= this.#options.quotaBytes) return;
    this.#room?.resolve();
    this.#room = undefined;
  }

  /** Numbers that no file tells any more are written down before. A full disk may not take that: the file goes all the same. */
  async #removeFile(path: string): Promise<void> {
    const nextBlockNo = this.#nextBlockNo;
    try {
      if (this.#markedBlockNo < nextBlockNo) {
        await writeBlockMark(this.#options.folder, nextBlockNo);
        this.#markedBlockNo = nextBlockNo;
      }
    } finally {
      await rm(path, { force: true });
    }
  }

  #tellFailure(error: unknown): void {
    this.#options.onEvent({ kind: 'spool-failed', reason: (error as Error).message });
  }

  /** Gives up the oldest blocks until the quota is kept, where that was chosen. */
  #makeRoom(): void {
    const { whenFull, quotaBytes, onEvent } = this.#options;
    while (whenFull === 'drop-oldest' && this.#totalBytes >= quotaBytes) {
      const oldest = this.#segments.find(({ isClosed }) => isClosed);
      if (oldest === undefined) return;
      let rowCount = 0;
      for (const block of oldest.live.values()) {
        rowCount += block.rowCount;
        block.isDropped = true;
        this.release(block);
      }
      this.#lostRows += rowCount;
      onEvent({ kind: 'spool-dropped', rowCount });
    }
  }

  /** Makes sure that removed files stay removed: only then may the ledger forget their blocks. */
  async syncRemovals(): Promise<void> {
    await this.#removing;
    await syncFolder(this.#options.folder);
  }
}

/** Reads the parts of a block; undefined when they are not what was written. */
async function readBack(
  path: string,
  { at, bytes }: Place,
): Promise<readonly BlockPart[] | undefined> {
  const handle = await open(path, 'r');
  try {
    const file = new Uint8Array(bytes);
    await handle.read(file, 0, bytes, at);
    const found = findBlock(file, 0);
    return found.kind === 'block' ? found.block.parts : undefined;
  } finally {
    await handle.close();
  }
}
