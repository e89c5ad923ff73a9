import { connect, detectEngine, type Engine } from '@varve/db';
import type { ConnectionState, SourceDefinition, TagDefinition } from '@varve/protocols';
import { mkdir } from 'node:fs/promises';
import { createFilterConfig } from './filter/filter-config.ts';
import { createFilterState } from './filter/filter-state.ts';
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
import { readNewestSamples } from './read/newest-samples.ts';
import { createReader, type Reader } from './read/reader.ts';
import { registerTags } from './register.ts';
import { startSources, type RunningSource } from './running-source.ts';
import { listTags, type TagList } from './tag-list.ts';
import type { SourceCounters, SourceError } from './write/counters.ts';
import { createPipeline, type Pipeline } from './write/pipeline.ts';
import { createWorkerPool } from './write/worker-pool.ts';

/** What a historian is made of. */
export interface HistorianOptions {
  /** Connection string of a database that has Varve's schema (`migrate` of @varve/db). */
  readonly database: string;
  /** Whose tags they are. @default 'default' */
  readonly tenant?: string;
  readonly sources: readonly SourceDefinition[];
  /** Folder for what drivers keep (certificates). @default '.varve' */
  readonly directory?: string;
  /** Threads that decode, filter and write. @default 2 */
  readonly workers?: number;
  /** Longest time that a frame waits for others, in milliseconds: shorter is sooner, longer is cheaper. @default 500 */
  readonly flushIntervalMs?: number;
  /** A sample whose time is this much later than its arrival is stamped on arrival and Uncertain, in milliseconds. @default 300000 */
  readonly futureLimitMs?: number;
  /** Microseconds since 1970. @default the system's clock */
  readonly nowUs?: () => number;
  readonly onEvent?: (event: HistorianEvent) => void;
}

/** A tag of a running historian. */
export interface HistorianTag {
  /** The database's id. */
  readonly id: number;
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
  stats(): HistorianStats;
  /** Ends the drivers, stores everything that came, and closes the connections. */
  stop(): Promise<void>;
}

const DEFAULT_WORKERS = 2;
const DEFAULT_FLUSH_INTERVAL_MS = 500;
const DEFAULT_FUTURE_LIMIT_MS = 300_000;

/**
 * Starts a historian: registers tags and sources, starts the threads, and connects to the devices.
 *
 * @throws HistorianError when the definitions contradict each other or the schema is missing; DatabaseError when
 * the database does not answer
 */
export async function createHistorian(options: HistorianOptions): Promise<Historian> {
  const {
    database,
    nowUs = () => Date.now() * 1_000,
    directory = '.varve',
    workers = DEFAULT_WORKERS,
    onEvent = () => undefined,
  } = options;
  const list = listTags(options.sources);
  const filters = {
    config: createFilterConfig(list.tags),
    state: createFilterState(list.tags.length),
  };
  const snapshots = createSnapshotTable(list.tags.length);
  await mkdir(directory, { recursive: true });
  const { engine, tagIds } = await prepareDatabase(options, list, snapshots);
  const pool = createWorkerPool(
    {
      connectionString: database,
      plans: list.plans,
      sourceCount: list.sources.length,
      sourceOfPlan: list.sourceOfPlan,
      sourceOfTag: list.sourceOfTag,
      tagIds,
      filters,
      snapshots,
      futureLimitUs: (options.futureLimitMs ?? DEFAULT_FUTURE_LIMIT_MS) * 1_000,
    },
    workers,
  );
  const pipeline = createPipeline({
    pool,
    sourceCount: list.sources.length,
    shardCount: workers,
    flushIntervalMs: options.flushIntervalMs ?? DEFAULT_FLUSH_INTERVAL_MS,
    nowUs,
    onEvent,
  });
  const reader = createReader(database);
  const running = await startSources(list, { pipeline, directory, nowUs, onEvent });
  const stop = once(async () => {
    await Promise.all(running.map((source) => source.stop()));
    await pipeline.drain();
    pipeline.stop();
    await pool.close();
    await reader.close();
  });
  return {
    engine,
    tags: describeTags(list, tagIds),
    read: reader,
    ...liveView(snapshots, tagIds),
    stats: () => collectStats(list, running, pipeline),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Registers what is configured, and shows the newest of what is stored until the devices answer. */
async function prepareDatabase(
  { database, tenant = 'default' }: HistorianOptions,
  list: TagList,
  snapshots: SnapshotTable,
): Promise<{ readonly engine: Engine; readonly tagIds: Int32Array }> {
  const client = await connect(database, 'start');
  try {
    const engine = await detectEngine(client);
    const tagIds = await registerTags(client, tenant, list);
    const positions = new Map(Array.from(tagIds, (id, position) => [id, position]));
    for (const { tagId, time, value, status } of await readNewestSamples(client)) {
      const position = positions.get(tagId);
      if (position !== undefined) writeSnapshot(snapshots, position, time, value ?? NaN, status);
    }
    return { engine, tagIds };
  } finally {
    await client.end();
  }
}

function describeTags(list: TagList, tagIds: Int32Array): HistorianTag[] {
  return list.tags.map((definition, position) => ({
    id: tagIds[position]!,
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

function collectStats(
  list: TagList,
  running: readonly RunningSource[],
  { counters, latency }: Pipeline,
): HistorianStats {
  return {
    sources: running.map(({ state, lastFrameUs }, position) => ({
      definition: list.sources[position]!.definition,
      state,
      counters: counters.of(position),
      lastFrameUs,
      lastError: counters.lastError(position),
    })),
    latencyMs: latency.quantiles(),
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
