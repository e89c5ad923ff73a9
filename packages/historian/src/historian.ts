import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, detectEngine, type Engine } from '@varve/db';
import type {
  ConnectionState,
  DriverStarter,
  SampleBatch,
  SourceDefinition,
  TagDefinition,
} from '@varve/protocols';
import { createFilterConfig } from './filter/filter-config.ts';
import type { Filters } from './filter/filter-samples.ts';
import { createFilterState, Phase } from './filter/filter-state.ts';
import type { HistorianEvent } from './historian-event.ts';
import { HistorianError } from './historian-error.ts';
import {
  createSnapshotTable,
  readSnapshot,
  writeSnapshot,
  type Snapshot,
  type SnapshotTable,
} from './live/snapshot-table.ts';
import { followSnapshots } from './live/subscribe.ts';
import { readNewestSamples, type StoredSample } from './read/newest-samples.ts';
import { createReader, type Reader } from './read/reader.ts';
import type { Client } from 'pg';
import { registerTags } from './register.ts';
import { interruptionMarks, resumeFilters, type NewestSamples } from './resume.ts';
import { startSources, type RunningSource } from './running-source.ts';
import type { SinkStats } from './sink/delivery.ts';
import type { Outbox } from './sink/outbox.ts';
import { openOutbox } from './sink/open-outbox.ts';
import { blocksToStore, createPostgresSink, lastLedgerBlock } from './sink/postgres-sink.ts';
import { checkSinks, type SinkDefinition } from './sink/sink-definition.ts';
import { readTagLabels, type TagLabels } from './sink/tag-labels.ts';
import { Spool, type SpooledBlock, type SpoolStats } from './spool/spool.ts';
import { listTags, type TagList } from './tag-list.ts';
import {
  createCounters,
  type Counters,
  type SourceCounters,
  type SourceError,
} from './write/counters.ts';
import { startLedgerCleanup } from './write/ledger-cleanup.ts';
import { createWriter } from './write/direct-writer.ts';
import { createPipeline, type Pipeline } from './write/pipeline.ts';
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
  /** Threads that decode, filter and write. @default 2 */
  readonly workers?: number;
  /** Longest time that a frame waits for others, in milliseconds: shorter is sooner, longer is cheaper. @default 500 */
  readonly flushIntervalMs?: number;
  /** A sample whose time is this much later than its arrival is stamped on arrival and Uncertain, in milliseconds. @default 300000 */
  readonly futureLimitMs?: number;
  /** Starts drivers instead of Varve's own: for transports of your own, and for tests. */
  readonly startDriver?: DriverStarter;
  /** Microseconds since 1970. @default the system's clock */
  readonly nowUs?: () => number;
  readonly onEvent?: (event: HistorianEvent) => void;
}

/** A tag of a running historian. */
export interface HistorianTag {
  /** The database's id. */
  readonly id: number;
  /** Its number in a `SampleBatch`. */
  readonly position: number;
  readonly definition: TagDefinition;
  /** Name of its source. */
  readonly source: string;
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
}

/** Last sample of a tag, as it is shown. */
export interface LiveSample {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** NaN where a bad sample has none. */
  readonly value: number;
  readonly status: number;
}

/** A running historian. */
export interface Historian extends AsyncDisposable {
  readonly engine: Engine;
  readonly tags: readonly HistorianTag[];
  readonly read: Pick<Reader, 'trend' | 'ping'>;
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
   * @throws HistorianError SAMPLE_INVALID with the sample's place; nothing of the batch is stored
   */
  write(batch: SampleBatch): Promise<void>;
  stats(): HistorianStats;
  /** Ends the drivers, stores everything that came, and closes the connections. */
  stop(): Promise<void>;
}

const DEFAULT_DIRECTORY = '.varve';
const DEFAULT_WORKERS = 2;
const DEFAULT_FLUSH_INTERVAL_MS = 500;
const DEFAULT_FUTURE_LIMIT_MS = 300_000;
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
  const definitions = checkSinks(options.sinks ?? []);
  const memory = createSharedMemory(list);
  const counters = createCounters(list.sources.length, nowUs);
  await using started = new AsyncDisposableStack();
  const spoolFolder = join(directory, 'spool');
  const opened = await Spool.open({ folder: spoolFolder, ...settings.spool, nowUs, onEvent });
  const { spool } = opened;
  started.defer(() => spool.close());
  const database = await prepareDatabase(settings, list, memory.snapshots, opened);
  const pool = createPool(settings, list, memory, { spoolId: spool.id, tagIds: database.tagIds });
  started.defer(() => pool.close());
  const outbox = started.use(
    await openOutbox({
      ...opened,
      spoolFolder,
      postgres: createPostgresSink(pool, settings.workers),
      lackedByPostgres: database.lacking,
      definitions,
      labels: database.labels,
      deadLetterFile: settings.deadLetterFile,
      nowUs,
      onEvent,
    }),
  );
  const pipeline = createPipeline({
    pool,
    spool,
    outbox,
    counters,
    shardCount: settings.workers,
    flushIntervalMs: settings.flushIntervalMs,
    nowUs,
    onEvent,
    forgetFilters: () => memory.filters.state.phase.fill(Phase.empty),
  });
  started.defer(startLedgerCleanup(settings.database, spool));
  started.defer(() => pipeline.stop());
  const reader = createReader(settings.database);
  started.defer(() => reader.close());
  const { startDriver } = options;
  const surroundings = { startDriver, instanceId: spool.id, pipeline, counters, directory, nowUs };
  const writer = createWriter(pipeline, list.sourceOfTag, nowUs);
  // Where the spool holds newer samples than the database, the newest are not known here: the tags begin anew.
  if (database.lacking.length === 0) {
    resumeFilters(memory.filters.state, database.newest);
    await writer.write(interruptionMarks(list, database.newest));
  }
  const running = await startSources(list, { ...surroundings, onEvent });
  const resources = started.move();
  const stop = once(async () => {
    await Promise.all(running.map((source) => source.stop()));
    // A database that does not answer must not keep the program from ending: the spool has it all. Nor must a full disk.
    const stored = pipeline.drain().then(() => outbox.empty());
    await Promise.race([stored, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
    writer.stop();
    await resources.disposeAsync();
  });
  return {
    engine: database.engine,
    tags: describeTags(list, database.tagIds),
    read: reader,
    ...liveView(memory.snapshots, database.tagIds),
    write: (batch) => writer.write(batch),
    stats: () => collectStats(list, running, { counters, pipeline, spool, outbox }),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** What threads share: it outlives each of them. */
interface SharedMemory {
  readonly filters: Filters;
  readonly snapshots: SnapshotTable;
}

function createSharedMemory({ tags }: TagList): SharedMemory {
  return {
    filters: { config: createFilterConfig(tags), state: createFilterState(tags.length) },
    snapshots: createSnapshotTable(tags.length),
  };
}

function createPool(
  settings: Settings,
  list: TagList,
  memory: SharedMemory,
  identity: { readonly spoolId: string; readonly tagIds: Int32Array },
): WorkerPool {
  return createWorkerPool(
    {
      connectionString: settings.database,
      deadLetterFile: settings.deadLetterFile,
      plans: list.plans,
      sourceCount: list.sources.length,
      sourceOfPlan: list.sourceOfPlan,
      sourceOfTag: list.sourceOfTag,
      futureLimitUs: settings.futureLimitMs * 1_000,
      ...memory,
      ...identity,
    },
    settings.workers,
  );
}

type Settings = ReturnType<typeof withDefaults>;

function withDefaults(options: HistorianOptions) {
  return {
    tenant: 'default',
    directory: DEFAULT_DIRECTORY,
    workers: DEFAULT_WORKERS,
    flushIntervalMs: DEFAULT_FLUSH_INTERVAL_MS,
    futureLimitMs: DEFAULT_FUTURE_LIMIT_MS,
    nowUs: () => Date.now() * 1_000,
    onEvent: () => undefined,
    ...options,
    deadLetterFile: join(options.directory ?? DEFAULT_DIRECTORY, 'dead-letter.jsonl'),
    spool: { quotaBytes: DEFAULT_QUOTA_BYTES, whenFull: 'block' as const, ...options.spool },
  };
}

interface Prepared {
  readonly engine: Engine;
  readonly tagIds: Int32Array;
  readonly newest: NewestSamples;
  readonly labels: TagLabels;
  /** Blocks in the spool that the database does not have. */
  readonly lacking: readonly SpooledBlock[];
}

/** Registers what is configured, shows the newest of what is stored until the devices answer, and compares spool and ledger. */
async function prepareDatabase(
  { database, tenant }: Settings,
  list: TagList,
  snapshots: SnapshotTable,
  { spool, recovered }: { readonly spool: Spool; readonly recovered: readonly SpooledBlock[] },
): Promise<Prepared> {
  const client = await connect(database, 'start');
  try {
    const engine = await detectEngine(client);
    const tagIds = await registerTags(client, tenant, list);
    const newest = await newestByPosition(client, tagIds);
    for (const [position, { time, value, status }] of newest) {
      writeSnapshot(snapshots, position, time, value ?? NaN, status);
    }
    spool.skipTo(await lastLedgerBlock(client, spool.id));
    const lacking = await blocksToStore(client, spool.id, recovered);
    return { engine, tagIds, newest, lacking, labels: await readTagLabels(client, tenant) };
  } finally {
    await client.end();
  }
}

async function newestByPosition(client: Client, tagIds: Int32Array): Promise<NewestSamples> {
  const positions = new Map(Array.from(tagIds, (id, position) => [id, position]));
  const newest = new Map<number, StoredSample>();
  for (const sample of await readNewestSamples(client)) {
    const position = positions.get(sample.tagId);
    if (position !== undefined) newest.set(position, sample);
  }
  return newest;
}

function describeTags(list: TagList, tagIds: Int32Array): HistorianTag[] {
  return list.tags.map((definition, position) => ({
    id: tagIds[position]!,
    position,
    definition,
    source: list.sources[list.sourceOfTag[position]!]!.definition.name,
  }));
}

function liveView(
  snapshots: SnapshotTable,
  tagIds: Int32Array,
): Pick<Historian, 'latest' | 'subscribe'> {
  const positionOf = new Map(Array.from(tagIds, (id, position) => [id, position]));
  const positions = (ids: readonly number[] | undefined): number[] =>
    ids === undefined ? Array.from(tagIds.keys()) : ids.map((id) => positionIn(positionOf, id));
  const shown = ({ tag, time, value, status }: Snapshot): LiveSample => ({
    tagId: tagIds[tag]!,
    timeUs: time,
    value,
    status,
  });
  return {
    latest: (ids) =>
      positions(ids).flatMap((position) => {
        const snapshot = readSnapshot(snapshots, position);
        return snapshot === undefined ? [] : [shown(snapshot)];
      }),
    async *subscribe(ids, signal) {
      for await (const changed of followSnapshots(snapshots, positions(ids), signal)) {
        yield changed.map(shown);
      }
    },
  };
}

/** What tells how a historian is doing. */
interface HistorianParts {
  readonly counters: Counters;
  readonly pipeline: Pipeline;
  readonly spool: Spool;
  readonly outbox: Outbox;
}

function collectStats(
  list: TagList,
  running: readonly RunningSource[],
  parts: HistorianParts,
): HistorianStats {
  const { counters, pipeline, spool, outbox } = parts;
  return {
    sources: running.map(({ state, lastFrameUs }, position) => ({
      definition: list.sources[position]!.definition,
      state,
      counters: counters.of(position),
      lastFrameUs,
      lastError: counters.lastError(position),
    })),
    latencyMs: pipeline.latency.quantiles(),
    spool: spool.stats(),
    sinks: outbox.stats(),
  };
}

function positionIn(positionOf: ReadonlyMap<number, number>, id: number): number {
  const position = positionOf.get(id);
  if (position === undefined) throw new HistorianError('TAG_UNKNOWN', `there is no tag ${id}`);
  return position;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
