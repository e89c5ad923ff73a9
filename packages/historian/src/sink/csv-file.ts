import { open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../spool/sync-folder.ts';
import type { CsvFileNames } from './csv-file-names.ts';
import { CSV_HEADER } from './encode-csv-rows.ts';

/** Suffix of a file that is being written. */
export const PART_SUFFIX = '.part';

const READ_BYTES = 1_048_576;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** A CSV file that is being written: it has its name when it is finished. */
export class CsvFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #handle: FileHandle;
  #bytes = 0;
  #syncedBytes = 0;

  private constructor(folder: string, name: string, handle: FileHandle) {
    this.#folder = folder;
    this.#name = name;
    this.#handle = handle;
  }

  static async create(folder: string, name: string): Promise<CsvFile> {
    const handle = await open(join(folder, name + PART_SUFFIX), 'wx');
    await syncFolder(folder);
    return new CsvFile(folder, name, handle);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(records: string): Promise<void> {
    const bytes = Buffer.from(this.#bytes === 0 ? CSV_HEADER + records : records);
    const { bytesWritten } = await this.#handle.write(bytes, 0, bytes.length, this.#bytes);
    if (bytesWritten !== bytes.length) {
      throw new Error(`the disk took ${bytesWritten} of ${bytes.length} bytes`);
    }
    this.#bytes += bytes.length;
  }

  /** Resolves when everything that was written would survive a loss of power. */
  async sync(): Promise<void> {
    await this.#handle.datasync();
    this.#syncedBytes = this.#bytes;
  }

  /** Takes back what was written since the last `sync`. */
  async revert(): Promise<void> {
    await this.#handle.truncate(this.#syncedBytes);
    this.#bytes = this.#syncedBytes;
  }

  /** Closes it under its name. */
  async finish(): Promise<void> {
    try {
      await this.sync();
    } finally {
      await this.#handle.close();
    }
    await giveName(this.#folder, this.#name, this.#bytes > CSV_HEADER.length);
  }

  /** Closes it as it is: `finishLeftFiles` finds it. */
  async leave(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

/** Gives the names to files that an earlier run did not finish, cut behind their last whole record. */
export async function finishLeftFiles(folder: string, names: CsvFileNames): Promise<void> {
  for (const file of await readdir(folder)) {
    if (!file.endsWith(PART_SUFFIX)) continue;
    const name = file.slice(0, -PART_SUFFIX.length);
    if (names.sequenceOf(name) === undefined) continue;
    const handle = await open(join(folder, file), 'r+');
    let end: number;
    try {
      end = await endOfRecords(handle);
      await handle.truncate(end);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(folder, name, end > CSV_HEADER.length);
  }
}

/** One more than the highest running number in a folder; 1 when there is none. */
export async function nextSequence(folder: string, names: CsvFileNames): Promise<number> {
  const found = (await readdir(folder)).map((file) => names.sequenceOf(file) ?? 0);
  return found.reduce((highest, sequence) => Math.max(highest, sequence), 0) + 1;
}

/** Where the last whole record ends: a line feed within quotes ends none. */
async function endOfRecords(handle: FileHandle): Promise<number> {
  const bytes = new Uint8Array(READ_BYTES);
  let isQuoted = false;
  let end = 0;
  for (let start = 0; ;) {
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    if (bytesRead === 0) return end;
    for (let at = 0; at < bytesRead; at++) {
      if (bytes[at] === QUOTE) isQuoted = !isQuoted;
      else if (bytes[at] === LINE_FEED && !isQuoted) end = start + at + 1;
    }
    start += bytesRead;
  }
}

async function giveName(folder: string, name: string, hasRows: boolean): Promise<void> {
  const part = join(folder, name + PART_SUFFIX);
  if (hasRows) await rename(part, join(folder, name));
  else await rm(part, { force: true });
  await syncFolder(folder);
}
