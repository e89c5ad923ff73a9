import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '@varve/db';
import type {
  ConnectionState,
  DriverStarter,
  SampleBatch,
  SourceDefinition,
  TextSample,
} from '@varve/protocols';
import { createSharedMemory, type Configuration } from './configuration.ts';
import type { HistorianEvent } from './historian-event.ts';
import {
  createLiveView,
  type HistorianTag,
  type LiveSample,
  type LiveView,
} from './live/live-view.ts';
import { showTexts, type LiveTexts } from './live/live-texts.ts';
import { startMaintenance } from './maintenance.ts';
import { createReader, type Reader } from './read/reader.ts';
import { createReconfigurer, type Reconfigurer } from './reconfigure.ts';
import { prepareDatabase, type Prepared } from './prepare-database.ts';
import type { RecordColumns } from './record/record-column.ts';
import type { RecordStreamDefinition } from './record/record-plan.ts';
import type { RecordStream, RecordStreamStats } from './record/record-stream.ts';
import { createRecordStreams, type RecordStreams } from './record/record-streams.ts';
import { resumeRun } from './resume-run.ts';
import { textSamplesOf } from './resume-texts.ts';
import { startSources, type RunningSource } from './running-source.ts';
import type { SinkStats } from './sink/delivery.ts';
import type { Outbox } from './sink/outbox.ts';
import { openOutbox, type OpenOutbox } from './sink/open-outbox.ts';
import { createPostgresSink } from './sink/postgres-sink.ts';
import { checkSinks, type SinkDefinition } from './sink/sink-definition.ts';
import type { SampleStorage } from './segment/encode-samples.ts';
import { Spool, type SpoolStats } from './spool/spool.ts';
import { listTags, nameOfPlan, tagsByShard, type TagList } from './tag-list.ts';
import {
  createCounters,
  type Counters,
  type SourceCounters,
  type SourceError,
} from './write/counters.ts';
import type { BlockWriterOptions } from './write/block-writer.ts';
import { createWriter, type Writer } from './write/direct-writer.ts';
import { createSetAside, type SetAside } from './write/set-aside.ts';
import { createPipeline, type Pipeline, type PipelineParts } from './write/pipeline.ts';
import { createWorkerPool, type WorkerPool } from './write/worker-pool.ts';

/** What a historian is made of. */
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
    /** `block` makes sources wait; `drop-oldest` gives up the oldest rows. Both are counted and told. @default 'block' */
    readonly whenFull?: 'block' | 'drop-oldest';
  };
  /**
   * How samples are stored: `segments` keeps runs of samples of a tag in one row, which is faster and smaller wherever the database
   * has no columnstore of its own. @default what `timeseries.sample_policies` says, else by the engine
   */
  readonly storage?: SampleStorage;
  /** Threads that decode, filter and write. @default 2 */
  readonly workers?: number;
  /** Longest time that a frame waits for others, in milliseconds: shorter is sooner, longer is cheaper. @default 500 */
  readonly flushIntervalMs?: number;
  /** A sample whose time is this much later than its arrival is stamped on arrival and Uncertain, in milliseconds. @default 300000 */
  readonly futureLimitMs?: number;
  /**
   * Time without a sign of the database after which a connection that writes is given up, and what it was at tried again over
   * another, in milliseconds. @default 60000
   */
  readonly databaseSilenceMs?: number;
  /** Starts drivers instead of Varve's own: for transports of your own, and for tests. */
  readonly startDriver?: DriverStarter;
  /** Microseconds since 1970. @default the system's clock */
  readonly nowUs?: () => number;
  readonly onEvent?: (event: HistorianEvent) => void;
}

/** How one source is doing. */
export interface SourceStats {
  readonly definition: SourceDefinition;
  readonly state: ConnectionState;
  readonly counters: SourceCounters;
  readonly lastFrameUs: number | undefined;
  readonly lastError: SourceError | undefined;
}

/** How a historian is doing. */
export interface HistorianStats {
  readonly sources: readonly SourceStats[];
  /** From the arrival of a frame to its committed rows; undefined before the first. */
  readonly latencyMs: { readonly p50: number; readonly p95: number } | undefined;
  readonly spool: SpoolStats;
  /** The database, named `postgres`, and then the others in the order of their definitions. */
  readonly sinks: readonly SinkStats[];
  /** In the order of their opening. */
  readonly records: readonly RecordStreamStats[];
  /** Frames that no thread survived: they are in `frames-set-aside.jsonl`. */
  readonly framesSetAside: number;
}

/** A running historian. */
export interface Historian extends AsyncDisposable {
  readonly engine: Engine;
  /** Those that are there now. */
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
   * @returns when they would survive anything; the rows are in the database soon after
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

const DEFAULT_DIRECTORY = '.varve';
const DEFAULT_WORKERS = 2;
const DEFAULT_FLUSH_INTERVAL_MS = 500;
const DEFAULT_FUTURE_LIMIT_MS = 300_000;
const DEFAULT_SILENCE_MS = 60_000;
const DEFAULT_QUOTA_BYTES = 4 * 1_024 ** 3;
const STOP_PATIENCE_MS = 10_000;

/**
 * Starts a historian: registers tags and sources, starts the threads, and connects to the devices.
 *
 * @throws HistorianError when the definitions contradict each other or the schema is missing; DatabaseError when
 * the database does not answer
 */
export async function createHistorian(options: HistorianOptions): Promise<Historian> {
  const settings = withDefaults(options);
  const { nowUs, directory, onEvent } = settings;
  const list = listTags(options.sources);
  // Refused before anything is opened.
  checkSinks(options.sinks ?? []);
  const memory = createSharedMemory(list);
  const liveTexts: LiveTexts = new Map();
  const counters = createCounters(list.sources.length, nowUs);
  await using started = new AsyncDisposableStack();
  const folder = spoolFolderOf(directory);
  const opened = await Spool.open({ folder, ...settings.spool, nowUs, onEvent });
  const { spool } = opened;
  started.defer(() => spool.close());
  const database = await prepareDatabase(settings, list, memory.snapshots, opened);
  const writing = writerOptions(settings, database.storage, spool.id);
  const pools = started.adopt(createPools(settings, writing), ({ close }) => close());
  const first = { list, memory, tagIds: database.tagIds };
  let configuration: Configuration = { ...first, pool: pools.start(first) };
  showTexts(liveTexts, memory.snapshots, textSamplesOf(database.newestTexts));
  const outbox = started.use(
    await openSinks(settings, opened, { ...database, writing }, () => configuration.pool),
  );
  const setAside = createSetAside({
    ...settings,
    file: join(directory, 'frames-set-aside.jsonl'),
    sourceOfPlan: (plan) => nameOfPlan(configuration.list, plan),
  });
  const flow = { spool, outbox, counters, setAside, liveTexts };
  const pipeline = startPipeline(settings, flow, () => configuration);
  started.defer(startMaintenance({ connectionString: settings.database, spool, nowUs, onEvent }));
  started.defer(() => pipeline.stop());
  const reader = started.adopt(createReader(settings.database), (opened) => opened.close());
  const { startDriver } = options;
  const identity = { instanceId: spool.id, directory };
  const surroundings = { startDriver, ...identity, pipeline, counters, nowUs, onEvent };
  const writer = createWriter(pipeline, () => configuration.list, nowUs);
  await resumeRun(database, { list, memory, writer });
  const running = new Map((await startSources(list, surroundings)).entries());
  const reconfigurer = createReconfigurer({
    current: () => configuration,
    become: (next) => (configuration = next),
    startPool: pools.start,
    retirePool: pools.retire,
    running,
    surroundings,
    labels: database.labels,
    liveTexts,
    settings,
  });
  const records = openRecordStreams(settings, flow);
  const stats = (): HistorianStats =>
    collectStats(configuration.list, running, {
      counters,
      pipeline,
      spool,
      outbox,
      records,
      setAside,
    });
  const resources = started.move();
  const ending = { running, reconfigurer, pipeline, outbox, records, writer, resources };
  const stop = once(() => endHistorian(ending, () => configuration));
  const live = createLiveView(() => configuration, liveTexts);
  return present({ ...database, live, read: reader, writer, records, reconfigurer, stats, stop });
}

function startPipeline(
  settings: Settings,
  {
    liveTexts,
    ...parts
  }: Pick<PipelineParts, 'spool' | 'outbox' | 'counters' | 'setAside'> & {
    readonly liveTexts: LiveTexts;
  },
  current: () => Configuration,
): Pipeline {
  return createPipeline({
    ...settings,
    ...parts,
    pool: current().pool,
    shardCount: settings.workers,
    showTexts: (newest) => showTexts(liveTexts, current().memory.snapshots, newest),
    sourceOfTagId: (tagId) => sourceOf(current(), tagId),
    memory: () => current().memory,
    tagsOfShard: tagsByShard(() => current().list, settings.workers),
  });
}

function openRecordStreams(
  { database, nowUs, futureLimitMs }: Settings,
  flow: { readonly spool: Spool; readonly outbox: Outbox },
): RecordStreams {
  const clock = () => ({ nowUs: nowUs(), futureLimitUs: futureLimitMs * 1_000 });
  return createRecordStreams({ database, ...flow, clock });
}

/** What the database lacks goes on its way, and every sink goes on where it stood. */
function openSinks(
  settings: Settings,
  opened: Awaited<ReturnType<typeof Spool.open>>,
  { lacking, labels, writing }: Prepared & { readonly writing: BlockWriterOptions },
  pool: () => WorkerPool,
): Promise<OpenOutbox> {
  const { workers, directory, sinks = [] } = settings;
  return openOutbox({
    ...settings,
    ...opened,
    spoolFolder: spoolFolderOf(directory),
    postgres: createPostgresSink({ pool, workers, ...writing }),
    lackedByPostgres: lacking,
    definitions: checkSinks(sinks),
    labels,
  });
}

function spoolFolderOf(directory: string): string {
  return join(directory, 'spool');
}

async function endHistorian(
  parts: EndingParts & { readonly writer: Writer; readonly resources: AsyncDisposable },
  current: () => Configuration,
): Promise<void> {
  const emptied = emptyPipeline(parts, current);
  // A database that does not answer must not keep the program from ending: the spool has it all. Nor must a full disk.
  await Promise.race([emptied, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  parts.writer.stop();
  parts.records.stop();
  await parts.resources[Symbol.asyncDispose]();
}

/** Ends the drivers, and brings what came from them into the spool, and from there to the sinks. */
async function emptyPipeline(
  { running, reconfigurer, pipeline, outbox, records }: EndingParts,
  current: () => Configuration,
): Promise<void> {
  await reconfigurer.close();
  await Promise.all(Array.from(running.values(), (source) => source.stop()));
  await Promise.all([pipeline.drain(current().list.inUse), records.drain()]);
  await outbox.empty();
}

interface EndingParts {
  readonly running: ReadonlyMap<number, RunningSource>;
  readonly reconfigurer: Reconfigurer;
  readonly pipeline: Pipeline;
  readonly outbox: Outbox;
  readonly records: RecordStreams;
}

/** What a historian shows is made of. */
interface HistorianFace extends Pick<Historian, 'engine' | 'read' | 'stats' | 'stop'> {
  readonly live: LiveView;
  readonly writer: Writer;
  readonly records: RecordStreams;
  readonly reconfigurer: Reconfigurer;
}

function present(face: HistorianFace): Historian {
  const { engine, read, live, writer, records, reconfigurer, stats, stop } = face;
  const tagsOfSource = (name: string): HistorianTag[] =>
    live.tags().filter(({ source }) => source === name);
  return {
    engine,
    read,
    stats,
    stop,
    get tags() {
      return live.tags();
    },
    write: (batch) => writer.write(batch),
    writeTexts: (samples) => writer.writeTexts(samples),
    recordStream: (definition) => records.open(definition),
    latest: (tagIds) => live.latest(tagIds),
    subscribe: (tagIds, signal) => live.subscribe(tagIds, signal),
    async addSource(definition) {
      await reconfigurer.add(definition);
      return tagsOfSource(definition.name);
    },
    async updateSource(definition) {
      await reconfigurer.update(definition);
      return tagsOfSource(definition.name);
    },
    removeSource: (name) => reconfigurer.remove(name),
    [Symbol.asyncDispose]: stop,
  };
}

function sourceOf({ tagIds, list }: Configuration, tagId: number): number | undefined {
  const position = tagIds.indexOf(tagId);
  return position === -1 ? undefined : list.sourceOfTag[position];
}

/** The threads at work, and those that are ending. */
interface Pools {
  readonly start: (parts: Omit<Configuration, 'pool'>) => WorkerPool;
  readonly retire: (pool: WorkerPool) => void;
  readonly close: () => Promise<void>;
}

function createPools(settings: Settings, writing: BlockWriterOptions): Pools {
  const pools = new Set<WorkerPool>();
  return {
    start({ list, memory, tagIds }) {
      const pool = createWorkerPool(
        {
          ...writing,
          plans: list.plans,
          sourceCount: list.sources.length,
          sourceOfPlan: list.sourceOfPlan,
          sourceOfTag: list.sourceOfTag,
          futureLimitUs: settings.futureLimitMs * 1_000,
          ...memory,
          tagIds,
        },
        settings.workers,
      );
      pools.add(pool);
      return pool;
    },
    retire: (pool) => void pool.finish().finally(() => pools.delete(pool)),
    async close() {
      await Promise.all(Array.from(pools, (pool) => pool.close()));
    },
  };
}

function writerOptions(
  { database, deadLetterFile, databaseSilenceMs }: Settings,
  storage: SampleStorage,
  spoolId: string,
): BlockWriterOptions {
  return {
    connectionString: database,
    storage,
    deadLetterFile,
    spoolId,
    silenceMs: databaseSilenceMs,
  };
}

type Settings = ReturnType<typeof withDefaults>;

function withDefaults(options: HistorianOptions) {
  return {
    tenant: 'default',
    directory: DEFAULT_DIRECTORY,
    workers: DEFAULT_WORKERS,
    flushIntervalMs: DEFAULT_FLUSH_INTERVAL_MS,
    futureLimitMs: DEFAULT_FUTURE_LIMIT_MS,
    databaseSilenceMs: DEFAULT_SILENCE_MS,
    nowUs: () => Date.now() * 1_000,
    onEvent: () => undefined,
    ...options,
    deadLetterFile: join(options.directory ?? DEFAULT_DIRECTORY, 'dead-letter.jsonl'),
    spool: { quotaBytes: DEFAULT_QUOTA_BYTES, whenFull: 'block' as const, ...options.spool },
  };
}

/** What tells how a historian is doing. */
interface HistorianParts {
  readonly counters: Counters;
  readonly pipeline: Pipeline;
  readonly spool: Spool;
  readonly outbox: Outbox;
  readonly records: RecordStreams;
  readonly setAside: SetAside;
}

function collectStats(
  list: TagList,
  running: ReadonlyMap<number, RunningSource>,
  parts: HistorianParts,
): HistorianStats {
  const { counters, pipeline, spool, outbox, records, setAside } = parts;
  return {
    sources: list.sources.flatMap(({ definition, isRemoved }, number) => {
      if (isRemoved) return [];
      const source = running.get(number);
      return {
        definition,
        // Between its place in the list and its start.
        state: source?.state ?? 'connecting',
        counters: counters.of(number),
        lastFrameUs: source?.lastFrameUs,
        lastError: counters.lastError(number),
      };
    }),
    latencyMs: pipeline.latency.quantiles(),
    spool: spool.stats(),
    sinks: outbox.stats(),
    records: records.stats(),
    framesSetAside: setAside.count,
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
