import { connect } from '@varve/db';
import type { SourceDefinition } from '@varve/protocols';
import type { RunningSet, RunningSetHolder } from './running-set.ts';
import {
  copySharedMemory,
  createSharedMemory,
  type SharedMemory,
} from '../worker/shared-memory.ts';
import { HistorianError } from '../historian-error.ts';
import { showTexts, type LiveTexts } from '../live/live-texts.ts';
import { writeSnapshot } from '../live/snapshot-table.ts';
import { readNewestSamples } from '../read/read-newest-samples.ts';
import { readNewestTexts } from '../read/read-newest-texts.ts';
import {
  REGISTER_SILENCE_MS,
  detachTags,
  registerTags,
  releaseOtherSources,
} from '../tags/register-tags.ts';
import { prepareSources, type RunningSource, type SourceSurroundings } from './running-source.ts';
import type { TagLabel } from '../tags/tag-labels.ts';
import { addToList, removeFromList, replaceInList } from '../tags/list-tags.ts';
import { sourceNoOf, type TagList } from '../tags/tag-list.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';

/** Changes what a historian works by while it runs: one change at a time, in the order in which they were asked for. */
export interface Reconfigurer {
  add(definition: SourceDefinition): Promise<void>;
  update(definition: SourceDefinition): Promise<void>;
  remove(name: string): Promise<void>;
  /** Refuses what comes after, and resolves when the change under way has ended. */
  close(): Promise<void>;
}

/** Options of `createReconfigurer`. */
export interface ReconfigurerParts {
  readonly set: RunningSetHolder;
  readonly startPool: (parts: Omit<RunningSet, 'pool'>) => WorkerPool;
  /** Lets a pool end what it is at, in its own time. */
  readonly retirePool: (pool: WorkerPool) => void;
  /** Sources at work, by their numbers. */
  readonly running: Map<number, RunningSource>;
  readonly surroundings: SourceSurroundings;
  /** Labels of tags for the sinks; new tags are added. */
  readonly labels: Map<number, TagLabel>;
  readonly liveTexts: LiveTexts;
  readonly settings: { readonly database: string; readonly tenant: string };
}

/** A change of the running set. */
interface Change {
  readonly list: TagList;
  readonly memory: SharedMemory;
  /** Number of the source that is stopped for it. */
  readonly leaving: number | undefined;
  /** Number of the source that is started after it. */
  readonly arriving: number | undefined;
}

/** Makes a reconfigurer. */
export function createReconfigurer(parts: ReconfigurerParts): Reconfigurer {
  const { set } = parts;
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;

  const refuseStopped = (): void => {
    if (isClosed) throw new HistorianError('STOPPED', 'the historian has been stopped');
  };
  const inTurn = (plan: (list: TagList) => Omit<Change, 'memory'>): Promise<void> => {
    const result = last.then(async () => {
      refuseStopped();
      const change = plan(set.current.list);
      const start = await carryOut(parts, { ...change, memory: createSharedMemory(change.list) });
      // Stopped in the middle: nobody would stop what is started now.
      refuseStopped();
      start();
    });
    last = result.catch(() => undefined);
    return result;
  };

  return {
    add: (definition) =>
      inTurn((old) => {
        const list = addToList(old, definition);
        return { list, leaving: undefined, arriving: sourceNoOf(list, definition.name) };
      }),
    update: (definition) =>
      inTurn((old) => {
        const list = replaceInList(old, definition);
        const number = sourceNoOf(list, definition.name);
        return { list, leaving: number, arriving: number };
      }),
    remove: (name) =>
      inTurn((old) => ({
        list: removeFromList(old, name),
        leaving: sourceNoOf(old, name),
        arriving: undefined,
      })),
    close() {
      isClosed = true;
      return last;
    },
  };
}

/**
 * Goes from one running set to the next:
 *
 * 1. whatever can fail is done first, while everything goes on: database, drivers' libraries, threads;
 * 2. the source that leaves is stopped, and what it sent goes into the spool;
 * 3. between two groups of frames, the filters' states and snapshots are copied and the new threads take over: frames that
 *    come meanwhile wait;
 * 4. the old threads end when their rows are committed.
 *
 * @returns starts the source that arrives
 */
async function carryOut(parts: ReconfigurerParts, change: Change): Promise<() => void> {
  const { list, memory, leaving, arriving } = change;
  const { running, surroundings } = parts;
  const old = parts.set.current;
  const tagIds = await register(parts, old, change);
  const entry = arriving === undefined ? undefined : list.sources[arriving]!;
  const start = await prepareSources(entry === undefined ? [] : [entry.definition], surroundings);
  const pool = parts.startPool({ list, memory, tagIds });
  try {
    await pool.ready();
    await exchange(parts, change, { list, memory, tagIds, pool });
  } catch (error) {
    parts.retirePool(pool);
    throw error;
  }
  parts.retirePool(old.pool);
  if (leaving !== undefined) running.delete(leaving);
  return () => {
    if (entry !== undefined) running.set(arriving!, start(entry, arriving!));
  };
}

async function exchange(
  { set, running, surroundings }: ReconfigurerParts,
  { leaving, arriving }: Change,
  next: RunningSet,
): Promise<void> {
  const { pipeline, counters } = surroundings;
  const old = set.current;
  if (leaving !== undefined) {
    // A source that changes keeps its number.
    const definition = arriving === undefined ? undefined : next.list.sources[arriving]!.definition;
    await running.get(leaving)?.stop({ next: definition });
    await pipeline.settled(leaving);
  }
  counters.grow(next.list.sources.length);
  const ending = leaving === undefined ? new Int32Array(0) : old.list.sources[leaving]!.positions;
  await pipeline.exchange(ending, () => {
    copySharedMemory(old.memory, next.memory);
    set.replace(next);
    return next.pool;
  });
}

/** Tells the database what comes and goes, and shows the newest of what is stored of new tags. */
async function register(
  { settings, labels, liveTexts, surroundings }: ReconfigurerParts,
  old: RunningSet,
  { list, memory, leaving, arriving }: Change,
): Promise<Int32Array> {
  const tagIds = new Int32Array(list.tags.length);
  tagIds.set(old.tagIds);
  const client = await connect(settings.database, 'configure', {
    silenceMs: REGISTER_SILENCE_MS,
  });
  try {
    if (leaving !== undefined) {
      const inUse = new Set(list.inUse);
      const gone = old.list.sources[leaving]!.positions.filter((position) => !inUse.has(position));
      await detachTags(
        client,
        Array.from(gone, (position) => tagIds[position]!),
      );
    }
    if (arriving === undefined) {
      const staying = list.sources.filter(({ isRemoved }) => !isRemoved);
      await releaseOtherSources(client, surroundings.instanceId, staying);
      return tagIds;
    }
    const entry = list.sources[arriving]!;
    const ids = await registerTags(
      client,
      { tenant: settings.tenant, spoolId: surroundings.instanceId },
      [entry],
    );
    const positionOf = new Map<number, number>();
    for (const position of entry.positions) {
      const { name, unit = '' } = list.tags[position]!;
      const id = ids.get(name)!;
      tagIds[position] = id;
      labels.set(id, { name, unit });
      if (position >= old.tagIds.length) positionOf.set(id, position);
    }
    for (const { tagId, time, value, status } of await readNewestSamples(client, [
      ...positionOf.keys(),
    ])) {
      const position = positionOf.get(tagId);
      if (position !== undefined) {
        writeSnapshot(memory.snapshots, position, { time, value: value ?? Number.NaN, status });
      }
    }
    const texts = await readNewestTexts(client, [...positionOf.keys()]);
    const shown = texts.map(({ tagId, time, value, status }) => ({
      tag: positionOf.get(tagId)!,
      timeUs: time,
      value,
      status,
    }));
    showTexts(liveTexts, memory.snapshots, shown);
    return tagIds;
  } finally {
    await client.end();
  }
}
