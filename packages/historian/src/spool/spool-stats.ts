import type { SpoolFiles } from './spool-files.ts';

/** How full a spool is. */
export interface SpoolStats {
  readonly blocks: number;
  readonly bytes: number;
  /** Whether it has reached its quota, so that who writes has to wait. */
  readonly isFull: boolean;
  /** Microseconds since 1970 at which its oldest block came; undefined when it is empty. */
  readonly oldestUs: number | undefined;
  /** Rows that were lost, because the quota was reached or a file was damaged. */
  readonly lostRows: number;
}

/** Counts the blocks that wait in files: one without rows waits for nobody. */
export function countSpool(files: SpoolFiles, lostRows: number): SpoolStats {
  const blocks = files.list.flatMap(({ live }) =>
    [...live.values()].filter(({ rowCount }) => rowCount > 0),
  );
  return {
    blocks: blocks.length,
    bytes: files.bytes,
    isFull: files.isFull(),
    oldestUs: blocks[0]?.arrivedUs,
    lostRows,
  };
}
