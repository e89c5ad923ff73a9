import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openOwnSpool } from './running/open-own-spool.ts';
import { createClock, type Clock } from './running/clock.ts';
import { holdRunningSet, type RunningSet, type RunningSetHolder } from './running/running-set.ts';
import { createSharedMemory } from './worker/shared-memory.ts';
import type { Historian, HistorianOptions } from './historian.ts';
import { withDefaults, writerOptions, type HistorianSettings } from './historian-settings.ts';
import { collectStats, type HistorianStats } from './running/historian-stats.ts';
import { createLiveView, type HistorianTag, type LiveView } from './running/live-view.ts';
import { showTexts, type LiveTexts } from './live/live-texts.ts';
import { startStaleWatch } from './running/start-stale-watch.ts';
import { trustClockByDevices } from './running/trust-clock-by-devices.ts';
import { startMaintenance } from './running/start-maintenance.ts';
import { prepareDatabase } from './resume/prepare-database.ts';
import { createReader, type Reader } from './read/reader.ts';
import { waitingSamples } from './read/waiting-samples.ts';
import { createReconfigurer, type Reconfigurer } from './running/reconfigurer.ts';
import { createRecordStreams, type RecordStreams } from './record/record-streams.ts';
import { resumeRun } from './resume/resume-run.ts';
import { textSamplesOf } from './resume/resume-texts.ts';
import { startSources, type RunningSource } from './running/running-source.ts';
import { openSinks } from './running/open-sinks.ts';
import { createBacklog, type Backlog } from './sink/backlog.ts';
import type { Outbox } from './sink/outbox.ts';
import { checkSinks } from './sink/sink-definition.ts';
import type { Spool } from './spool/spool.ts';
import { listTags } from './tags/list-tags.ts';
import { nameOfPlan } from './tags/tag-list.ts';
import { tagsByShard } from './tags/tags-by-shard.ts';
import { createCounters } from './pipeline/counters.ts';
import { createHeldLog } from './pipeline/held-log.ts';
import { createDirectWriter, type DirectWriter } from './pipeline/direct-writer.ts';
import { createPipeline, type Pipeline, type PipelineParts } from './pipeline/pipeline.ts';
import { createSetAside } from './pipeline/set-aside.ts';
import { createWorkerPools } from './running/worker-pools.ts';

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
  const clock = started.use(createClock(settings));
  const opened = await openOwnSpool(settings, started);
  const { spool, held } = opened;
  const database = await prepareDatabase(settings, list, memory.snapshots, opened);
  const writing = writerOptions(settings, database.storage, spool.id);
  const pools = started.adopt(createWorkerPools(settings, writing), ({ close }) => close());
  const first = { list, memory, tagIds: database.tagIds };
  const set = holdRunningSet({ ...first, pool: pools.start(first) });
  showTexts(liveTexts, memory.snapshots, textSamplesOf(database.newestTexts));
  const backlog = createBacklog(settings);
  const sinking = { ...database, writing, backlog, pool: () => set.current.pool };
  const outbox = started.use(await openSinks(settings, opened, sinking));
  const setAside = createSetAside({
    ...settings,
    file: join(directory, 'frames-set-aside.jsonl'),
    sourceOfPlan: (plan) => nameOfPlan(set.current.list, plan),
  });
  const heldLog = started.adopt(createHeldLog(spool, held.receipts), (log) => log.stop());
  const flow = { spool, outbox, counters, setAside, liveTexts, heldLog, clock, backlog };
  const pipeline = startPipeline(settings, flow, set);
  started.defer(startMaintenance({ connectionString: settings.database, spool, nowUs, onEvent }));
  started.defer(() => pipeline.stop());
  const reader = started.adopt(openReader(settings, backlog), (opened) => opened.close());
  const { startDriver } = options;
  const identity = { instanceId: spool.id, directory, receipts: held.receipts };
  const surroundings = { startDriver, ...identity, pipeline, counters, nowUs, onEvent };
  const writer = createDirectWriter(pipeline, () => set.current.list, nowUs);
  const flushFilters = (tags: Int32Array) => pipeline.exchange(tags, () => set.current.pool);
  const resumed = { list, memory, writer, clock, held, spool, flushFilters };
  await resumeRun(database, resumed);
  const running = new Map((await startSources(list, surroundings)).entries());
  const reconfigurer = createReconfigurer({
    set,
    startPool: pools.start,
    retirePool: pools.retire,
    running,
    surroundings,
    labels: database.labels,
    liveTexts,
    settings,
  });
  started.defer(startStaleWatch({ running: set, clock, pipeline }));
  started.defer(trustClockByDevices(clock, set));
  const records = openRecordStreams(settings, flow);
  const parts = { ...flow, pipeline, records };
  const stats = (): HistorianStats => collectStats(set.current.list, running, parts);
  const resources = started.move();
  const ending = { running, reconfigurer, pipeline, outbox, records, writer, resources };
  const stop = once(() => endHistorian(ending, set));
  const live = createLiveView(set, liveTexts);
  const face = { live, read: reader, writer, records, reconfigurer, stats, stop };
  return present({ ...database, ...face, spoolId: spool.id });
}

function startPipeline(
  settings: HistorianSettings,
  {
    liveTexts,
    clock,
    backlog,
    ...parts
  }: Pick<PipelineParts, 'spool' | 'outbox' | 'counters' | 'setAside' | 'heldLog'> & {
    readonly liveTexts: LiveTexts;
    readonly clock: Clock;
    readonly backlog: Backlog;
  },
  set: RunningSetHolder,
): Pipeline {
  const pipeline = createPipeline({
    ...settings,
    ...parts,
    instant: () => clock.instant(),
    pool: set.current.pool,
    shardCount: settings.workers,
    showTexts: (newest) => showTexts(liveTexts, set.current.memory.snapshots, newest),
    sourceOfTagId: (tagId) => sourceOf(set.current, tagId),
    memory: () => set.current.memory,
    tagsOfShard: tagsByShard(() => set.current.list, settings.workers),
  });
  backlog.follow(() => pipeline.oldestUs());
  return pipeline;
}

function openRecordStreams(
  { database, nowUs, futureLimitMs }: HistorianSettings,
  flow: { readonly spool: Spool; readonly outbox: Outbox },
): RecordStreams {
  const clock = () => ({ nowUs: nowUs(), futureLimitUs: futureLimitMs * 1_000 });
  return createRecordStreams({ database, ...flow, clock });
}

/** Questions are answered with what waits, where it waits for long. */
function openReader({ database, storeIntervalMs }: HistorianSettings, backlog: Backlog): Reader {
  return createReader(database, storeIntervalMs === 0 ? undefined : waitingSamples(backlog));
}

async function endHistorian(
  parts: EndingParts & { readonly writer: DirectWriter; readonly resources: AsyncDisposable },
  set: RunningSetHolder,
): Promise<void> {
  const emptied = emptyPipeline(parts, set);
  // A database that does not answer must not keep the program from ending: the spool has it all. Nor must a full disk.
  await Promise.race([emptied, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  parts.writer.stop();
  parts.records.stop();
  await parts.resources[Symbol.asyncDispose]();
}

/** Ends the drivers, and brings what came from them into the spool, and from there to the sinks. */
async function emptyPipeline(
  { running, reconfigurer, pipeline, outbox, records }: EndingParts,
  set: RunningSetHolder,
): Promise<void> {
  await reconfigurer.close();
  await Promise.all(Array.from(running.values(), (source) => source.stop()));
  await Promise.all([pipeline.drain(set.current.list.inUse), records.drain()]);
  await outbox.empty();
}

interface EndingParts {
  readonly running: ReadonlyMap<number, RunningSource>;
  readonly reconfigurer: Reconfigurer;
  readonly pipeline: Pipeline;
  readonly outbox: Outbox;
  readonly records: RecordStreams;
}

/** Parts of a historian that its caller sees. */
interface HistorianFace extends Pick<Historian, 'engine' | 'spoolId' | 'read' | 'stats' | 'stop'> {
  readonly live: LiveView;
  readonly writer: DirectWriter;
  readonly records: RecordStreams;
  readonly reconfigurer: Reconfigurer;
}

function present(face: HistorianFace): Historian {
  const { engine, spoolId, read, live, writer, records, reconfigurer, stats, stop } = face;
  const tagsOfSource = (name: string): HistorianTag[] =>
    live.tags().filter(({ source }) => source === name);
  return {
    engine,
    spoolId,
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

function sourceOf({ tagIds, list }: RunningSet, tagId: number): number | undefined {
  const position = tagIds.indexOf(tagId);
  return position === -1 ? undefined : list.sourceOfTag[position];
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
