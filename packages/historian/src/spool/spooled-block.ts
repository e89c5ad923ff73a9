import type { BlockPart, NumberedBlock } from './block.ts';

/** A block that lies in the spool: its parts can be read again for as long as it has not been released. */
export interface SpooledBlock extends Omit<NumberedBlock, 'parts'> {
  /** Reads its parts, from memory or from disk; undefined when the spool lost the block. */
  parts(): Promise<readonly BlockPart[] | undefined>;
  /** Its parts where they are in memory. */
  cachedParts(): readonly BlockPart[] | undefined;
  /** Whether the spool lost it: it was dropped at the quota, or is damaged. */
  readonly isLost: boolean;
  /** When the spool took it, or found it at its start: microseconds since 1970. */
  readonly arrivedUs: number;
}

/** A spooled block, as the spool itself knows it. */
export interface LiveBlock extends SpooledBlock {
  readonly file: SpoolFile;
  isLost: boolean;
}

/** A file of a spool, and its blocks that were not released yet, by their numbers. */
export interface SpoolFile {
  readonly path: string;
  /** Number of its first block. */
  readonly firstBlockNo: number;
  readonly live: Map<number, LiveBlock>;
  bytes: number;
  isClosed: boolean;
}
