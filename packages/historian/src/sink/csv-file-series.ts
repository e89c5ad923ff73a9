import { mkdir } from 'node:fs/promises';
import { CsvFile, finishLeftFiles, nextSequence } from './csv-file.ts';
import { createCsvFileNames, type CsvFileNames } from './csv-file-names.ts';

/** Options of `CsvFileSeries`. */
export interface CsvFileSeriesOptions {
  readonly folder: string;
  readonly pattern: string;
  readonly rotateBytes: number;
  readonly rotateMs: number;
  readonly nowUs: () => number;
  /** Called when an open file has become as old as it may: `finish` is due, when nothing else is under way. */
  readonly onOld: () => void;
}

interface OpenFile {
  readonly file: CsvFile;
  readonly timer: NodeJS.Timeout;
}

/** CSV files behind one another, of which the last may be open. Its calls are not to overlap. */
export class CsvFileSeries {
  readonly #options: CsvFileSeriesOptions;
  readonly #names: CsvFileNames;
  #sequence: number;
  #current: OpenFile | undefined;

  private constructor(options: CsvFileSeriesOptions, names: CsvFileNames, sequence: number) {
    this.#options = options;
    this.#names = names;
    this.#sequence = sequence;
  }

  /** Finishes what an earlier run left, and goes on behind its numbers. */
  static async open(options: CsvFileSeriesOptions): Promise<CsvFileSeries> {
    const names = createCsvFileNames(options.pattern);
    await finishLeftFiles(options.folder, names);
    const sequence = await nextSequence(options.folder, names);
    return new CsvFileSeries(options, names, sequence);
  }

  async write(records: string): Promise<void> {
    this.#current ??= await this.#begin();
    await this.#current.file.write(records);
  }

  /** Finishes the open file when it is large enough. @returns whether it was */
  async finishLarge(): Promise<boolean> {
    if (this.#current === undefined) return false;
    if (this.#current.file.bytes < this.#options.rotateBytes) return false;
    await this.finish();
    return true;
  }

  /** Resolves when everything that was written would survive a loss of power. */
  async sync(): Promise<void> {
    await this.#current?.file.sync();
  }

  /** Takes back what was written since the last `sync` or file. */
  async revert(): Promise<void> {
    try {
      await this.#current?.file.revert();
    } catch {
      // Nothing can be said about what is in it: it is left to the next run, and another is begun.
      await this.#release()?.leave();
    }
  }

  /** Closes the open file under its name, if there is one. */
  async finish(): Promise<void> {
    await this.#release()?.finish();
  }

  async #begin(): Promise<OpenFile> {
    const { folder, nowUs, rotateMs, onOld } = this.#options;
    // Somebody may have removed it.
    await mkdir(folder, { recursive: true });
    const file = await CsvFile.create(folder, this.#names.nameOf(nowUs(), this.#sequence));
    this.#sequence++;
    return { file, timer: setTimeout(onOld, rotateMs).unref() };
  }

  #release(): CsvFile | undefined {
    const current = this.#current;
    this.#current = undefined;
    clearTimeout(current?.timer);
    return current?.file;
  }
}
