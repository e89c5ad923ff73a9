import type { Engine } from '@varve/db';
import type { DriverStarter, SampleBatch, SourceDefinition, TextSample } from '@varve/protocols';
import type { HistorianEvent } from './historian-event.ts';
import type { HistorianStats } from './running/historian-stats.ts';
import type { HistorianTag, LiveSample } from './running/live-view.ts';
import type { Reader } from './read/reader.ts';
import type { RecordColumns } from './record/record-columns.ts';
import type { RecordStreamDefinition } from './record/plan-records.ts';
import type { RecordStream } from './record/record-stream.ts';
import type { SampleStorage } from './segment/sample-encoder.ts';
import type { SinkDefinition } from './sink/sink-definition.ts';

/** Options of `createHistorian`. */
export interface HistorianOptions {
  /** Connection string of a database that has Varve's schema (`migrate` of @varve/db). */
  readonly database: string;
  /** Whose tags they are. @default 'default' */
  readonly tenant?: string;
  readonly sources: readonly SourceDefinition[];
  /** Folder for the spool, refused rows and what drivers keep (certificates). @default '.varve' */
  readonly directory?: string;
  /**
   * Where samples go beside the database, each at its own pace. One that fails holds up no other until the spool is full:
   * then `spool.whenFull` decides whether sources wait for it, or it loses its oldest. @default none
   */
  readonly sinks?: readonly SinkDefinition[];
  /** How much may wait on disk for the database and the other sinks, and what happens then. */
  readonly spool?: {
    /** @default 4 GiB */
    readonly quotaBytes?: number;
    /** `block` makes sources wait; with `drop-oldest` the oldest rows are lost. Both are counted and told. @default 'block' */
    readonly whenFull?: 'block' | 'drop-oldest';
  };
  /**
   * How samples are stored: `segments` keeps runs of samples of a tag in one row, which is faster and smaller.
   * @default what `timeseries.sample_policies` says, else segments
   */
  readonly storage?: SampleStorage;
  /** Threads that decode, filter and write. @default 2 */
  readonly workers?: number;
  /** Longest time that a frame waits for others, in milliseconds: shorter is sooner, longer is cheaper. @default 500 */
  readonly flushIntervalMs?: number;
  /**
   * Longest time that samples wait in the spool so that those of a slow tag are stored together, in milliseconds, up to 60000: a tag
   * at 1 Hz is stored in runs of 60 samples then, and not as rows. `latest`, `subscribe` and `read.raw` know what waits; SQL and other programs find it when it is stored.
   *
   * @default 0: they are stored at once
   */
  readonly storeIntervalMs?: number;
  /** A sample whose time is this much later than its arrival is stamped on arrival and Uncertain, in milliseconds. @default 300000 */
  readonly futureLimitMs?: number;
  /**
   * Time without a sign of the database after which a connection that writes is given up, and what it was at tried again over
   * another, in milliseconds. @default 60000
   */
  readonly databaseSilenceMs?: number;
  /** Starts drivers instead of Varve's own: for transports of your own, and for tests. */
  readonly startDriver?: DriverStarter;
  /** Microseconds since 1970; to rise with each call. @default the system's clock */
  readonly nowUs?: () => number;
  readonly onEvent?: (event: HistorianEvent) => void;
}

/** A running historian. */
export interface Historian extends AsyncDisposable {
  readonly engine: Engine;
  /** Id of its spool: names this historian in the database (`timeseries.sources.spool_id`). */
  readonly spoolId: string;
  /** Tags that were not removed. */
  readonly tags: readonly HistorianTag[];
  readonly read: Omit<Reader, 'close'>;
  /** Last sample of the given tags (database ids), or of all. @throws HistorianError TAG_UNKNOWN */
  latest(tagIds?: readonly number[]): LiveSample[];
  /** Tags as they change, conflated: the selection at first, then what is new, at most 10 times a second. */
  subscribe(
    tagIds: readonly number[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly LiveSample[]>;
  /**
   * Stores samples that a program has already: numbered by the `position` of their tags, in time order for each tag.
   *
   * @returns when they are synced to disk; the rows are in the database soon after
   * @throws HistorianError SAMPLE_INVALID with the sample's place; nothing of the batch is stored. STOPPED: some of it may be
   */
  write(batch: SampleBatch): Promise<void>;
  /**
   * Stores texts of text tags, numbered by the `position` of their tags, in time order for each tag; as `write` otherwise. A text
   * that has not changed is stored again after the tag's `excMax` only.
   *
   * @throws HistorianError SAMPLE_INVALID, STOPPED
   */
  writeTexts(samples: readonly TextSample[]): Promise<void>;
  /**
   * Opens a way into a table for whole records, by the same spool, ledger and dead letters as samples.
   *
   * @throws HistorianError RECORD_TABLE_INVALID, RECORD_COLUMN_INVALID with table, column, and what was expected and found; STOPPED;
   * DatabaseError when the database does not answer
   */
  recordStream<const Columns extends RecordColumns>(
    definition: RecordStreamDefinition<Columns>,
  ): Promise<RecordStream<Columns>>;
  /**
   * Adds a source and starts it, while the others go on. Its tags take the next positions.
   *
   * @returns its tags
   * @throws HistorianError SOURCE_DUPLICATE, TAG_DUPLICATE, FILTER_INVALID, STOPPED; DatabaseError when the database does
   * not answer. Nothing has changed then
   */
  addSource(definition: SourceDefinition): Promise<readonly HistorianTag[]>;
  /**
   * Puts another definition in the place of a source's, by its name: tags that stay keep position, id and filters' state.
   *
   * @returns its tags
   * @throws HistorianError SOURCE_UNKNOWN and as `addSource`
   */
  updateSource(definition: SourceDefinition): Promise<readonly HistorianTag[]>;
  /**
   * Stops a source and takes it out with its tags. What it has sent is stored, and what is stored stays.
   *
   * @throws HistorianError SOURCE_UNKNOWN, STOPPED; DatabaseError when the database does not answer
   */
  removeSource(name: string): Promise<void>;
  stats(): HistorianStats;
  /** Ends the drivers, stores everything that came, and closes the connections. */
  stop(): Promise<void>;
}
