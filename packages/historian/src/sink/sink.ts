import type { HistorianEvent } from '../historian-event.ts';
import type { BlockTarget, NumberedBlock } from '../spool/block.ts';
import type { StoreOutcome } from '../write/block-writer.ts';
import { SAMPLES_TARGET } from '../write/copy-rows.ts';
import type { TagLabels } from './tag-labels.ts';

/** Where blocks go. It answers for each call alone: blocks that it did not store come again. */
export interface Sink {
  /** Unique among a historian's sinks; shown in events and statistics. */
  readonly name: string;
  /** Calls that may be under way at once. */
  readonly concurrency: number;
  /** Whether blocks of a target are for it: the others are never handed to it. */
  takes(target: BlockTarget): boolean;
  /** Stores blocks of one target. When it has not, it is asked again with the same blocks. */
  store(blocks: readonly NumberedBlock[]): Promise<StoreOutcome>;
  /** Another sink that blocks of a target go to instead, on a way of their own; undefined for those that are its own. */
  readonly aside?: (target: BlockTarget) => Sink | undefined;
  close(): Promise<void>;
}

/** What sinks beside PostgreSQL work with. */
export interface SinkHost {
  readonly labels: TagLabels;
  readonly nowUs: () => number;
  /** JSON lines of rows that a sink refuses. */
  readonly deadLetterFile: string;
  readonly onEvent: (event: HistorianEvent) => void;
}

/** Sinks beside PostgreSQL take samples, and nothing else. */
export function isSamples({ table }: BlockTarget): boolean {
  return table === SAMPLES_TARGET.table;
}
