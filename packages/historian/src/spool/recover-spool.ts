import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HistorianEvent } from '../historian-event.ts';
import { SPOOL_FILE_SUFFIX } from './open-spool-file.ts';
import { readSpoolFile, type SpoolFileContent } from './read-spool-file.ts';
import { readBlockMark } from './spool-identity.ts';
import type { SpoolFile } from './spooled-block.ts';

/** Files that an earlier run left, and the numbers to go on from. */
export interface RecoveredFiles {
  /** Oldest first. */
  readonly files: readonly {
    readonly file: SpoolFile;
    readonly blocks: SpoolFileContent['blocks'];
  }[];
  readonly nextFileNo: number;
  readonly nextBlockNo: number;
  /** Numbers below it are written down as given. */
  readonly markedBlockNo: number;
  /** Rows of damaged blocks. */
  readonly lostRows: number;
}

/** Reads the files of a spool, and tells what is damaged in them. */
export async function recoverSpool(
  folder: string,
  onEvent: (event: HistorianEvent) => void,
): Promise<RecoveredFiles> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(SPOOL_FILE_SUFFIX));
  const files: RecoveredFiles['files'][number][] = [];
  let nextFileNo = 1;
  let nextBlockNo = 1;
  let lostRows = 0;
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const found = await readSpoolFile(path);
    const firstBlockNo = found.blocks[0]?.block.blockNo ?? nextBlockNo;
    const file = { path, firstBlockNo, live: new Map(), bytes: 0, isClosed: true };
    files.push({ file, blocks: found.blocks });
    for (const { reason, rowCount } of found.damaged) {
      lostRows += rowCount;
      onEvent({ kind: 'spool-damaged', file: path, reason, rowCount });
    }
    nextFileNo = Number.parseInt(name, 10) + 1;
    nextBlockNo = Math.max(nextBlockNo, found.nextBlockNo);
  }
  const markedBlockNo = await readBlockMark(folder);
  return {
    files,
    nextFileNo,
    nextBlockNo: Math.max(nextBlockNo, markedBlockNo),
    markedBlockNo,
    lostRows,
  };
}
