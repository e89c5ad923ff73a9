import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistorianEvent } from '../historian-event.ts';
import type { SpooledBlock } from '../spool/spooled-block.ts';
import { syncFolder } from '../spool/sync-folder.ts';

/**
 * How far sinks without a ledger have come, in the spool's folder. It is written every second: after a kill a sink gets
 * the last second again, after a stop nothing.
 */
export interface SinkCursors {
  /** Tells the blocks that a sink may not have; for a sink that is new here, all. */
  lacking(sink: string, blocks: readonly SpooledBlock[]): SpooledBlock[];
  /** The highest number that any sink has passed. */
  highest(): number;
  /** From now on writes down what `progress` says: the highest block number up to which a sink has all, by its name. */
  follow(progress: () => ReadonlyMap<string, number>): void;
  /** Writes down the last progress. */
  close(): Promise<void>;
}

/** Options of `openSinkCursors`. */
export interface SinkCursorOptions {
  /** The spool's. */
  readonly folder: string;
  /** Numbers count within one spool only. */
  readonly spoolId: string;
  readonly onEvent: (event: HistorianEvent) => void;
}

interface CursorFile {
  readonly spoolId: string;
  readonly storedThrough: Readonly<Record<string, number>>;
}

const FILE_NAME = 'sinks.json';
const INTERVAL_MS = 1_000;

/** Reads what an earlier run wrote down. */
export async function openSinkCursors(options: SinkCursorOptions): Promise<SinkCursors> {
  const { folder, spoolId, onEvent } = options;
  const cursors = await readCursors(folder, spoolId);
  let progress: () => ReadonlyMap<string, number> = () => new Map();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    let isChanged = false;
    for (const [sink, blockNo] of progress()) {
      if (blockNo <= (cursors.get(sink) ?? 0)) continue;
      cursors.set(sink, blockNo);
      isChanged = true;
    }
    if (!isChanged) return;
    try {
      await writeCursors(folder, { spoolId, storedThrough: Object.fromEntries(cursors) });
    } catch (error) {
      onEvent({ kind: 'spool-failed', reason: (error as Error).message });
    }
  }

  return {
    lacking(sink, blocks) {
      const storedThrough = cursors.get(sink) ?? 0;
      return blocks.filter(({ blockNo }) => blockNo > storedThrough);
    },
    highest: () => Math.max(0, ...cursors.values()),
    follow(given) {
      progress = given;
      timer = setInterval(() => {
        writing = writing.then(write);
      }, INTERVAL_MS);
    },
    async close() {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}

/** Without a file that can be read, sinks get everything in the spool: twice is better than never. */
async function readCursors(folder: string, spoolId: string): Promise<Map<string, number>> {
  const text = await readFile(join(folder, FILE_NAME), 'utf8').catch(() => '');
  try {
    const file = JSON.parse(text) as CursorFile;
    if (file.spoolId !== spoolId) return new Map();
    return new Map(
      Object.entries(file.storedThrough).filter(([, blockNo]) => Number.isSafeInteger(blockNo)),
    );
  } catch {
    return new Map();
  }
}

/** Old or new, never half of one. */
async function writeCursors(folder: string, file: CursorFile): Promise<void> {
  const path = join(folder, FILE_NAME);
  await writeFile(`${path}.new`, `${JSON.stringify(file)}\n`, { flush: true });
  await rename(`${path}.new`, path);
  await syncFolder(folder);
}
