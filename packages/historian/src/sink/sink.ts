import type { NumberedBlock } from '../spool/block.ts';
import type { StoreOutcome } from '../write/block-writer.ts';

/** Where blocks go. It answers for each call alone: blocks that it did not store come again. */
export interface Sink {
  /** Unique among a historian's sinks; shown in events and statistics. */
  readonly name: string;
  /** Calls that may be under way at once. */
  readonly concurrency: number;
  /** Stores blocks of one target. */
  store(blocks: readonly NumberedBlock[]): Promise<StoreOutcome>;
  close(): Promise<void>;
}
