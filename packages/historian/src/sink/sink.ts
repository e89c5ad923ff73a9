import type { HistorianEvent } from '../historian-event.ts';
import type { NumberedBlock } from '../spool/block.ts';
import type { StoreOutcome } from '../store/store-outcome.ts';
import type { Pace } from './block-queue.ts';
import type { TagLabels } from '../tags/tag-labels.ts';

/** Where blocks go. It answers for each call alone: blocks that it did not store come again. */
export interface Sink {
  /** Unique among a historian's sinks; shown in events and statistics. */
  readonly name: string;
  /** Calls that may be under way at once. */
  readonly concurrency: number;
  /** For how long blocks wait for it, so that more are stored together; undefined where they do not. */
  readonly pace?: Pace;
  /** Whether blocks of a series are for it: the others are never handed to it. */
  takes(series: string): boolean;
  /** Stores blocks of one series. When it has not, it is asked again with the same blocks. */
  store(blocks: readonly NumberedBlock[]): Promise<StoreOutcome>;
  /** Another sink that blocks of a series go to instead, on a way of their own; undefined for those that are its own. */
  readonly aside?: (series: string) => Sink | undefined;
  close(): Promise<void>;
}

/** Services for sinks beside PostgreSQL. */
export interface SinkHost {
  readonly labels: TagLabels;
  readonly nowUs: () => number;
  /** JSON lines of rows that a sink refuses. */
  readonly deadLetterFile: string;
  readonly onEvent: (event: HistorianEvent) => void;
}
