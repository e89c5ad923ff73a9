import type { TagDefinition } from '@varve/protocols';
import type { RunningSet, RunningSetHolder } from './running-set.ts';
import { HistorianError } from '../historian-error.ts';
import { readSnapshot, type Snapshot } from '../live/snapshot-table.ts';
import type { LiveTexts } from '../live/live-texts.ts';
import { followSnapshots } from '../live/follow-snapshots.ts';

/** A tag of a running historian. */
export interface HistorianTag {
  /** The database's id. */
  readonly id: number;
  /** Its number in a `SampleBatch`: it stays the same for as long as the historian runs. */
  readonly position: number;
  readonly definition: TagDefinition;
  /** Name of its source. */
  readonly source: string;
}

/** Last sample of a tag, as it is shown. */
export interface LiveSample {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** NaN where a bad sample has none, and for texts. */
  readonly value: number;
  /** For text tags only; null where a Bad sample has none. */
  readonly text?: string | null;
  readonly status: number;
}

/** The tags of the running set, and their last samples. */
export interface LiveView {
  /** The same list until sources come or go. */
  tags(): readonly HistorianTag[];
  latest(tagIds?: readonly number[]): LiveSample[];
  subscribe(
    tagIds: readonly number[] | undefined,
    signal: AbortSignal,
  ): AsyncIterable<readonly LiveSample[]>;
}

/** Looks at a historian's shared memory. */
export function createLiveView(running: RunningSetHolder, texts: LiveTexts): LiveView {
  return {
    tags: () => tagsOf(running.current),
    latest(ids) {
      const { memory } = running.current;
      return positionsOf(running.current, ids).flatMap((position) => {
        const snapshot = readSnapshot(memory.snapshots, position);
        return snapshot === undefined ? [] : [shown(snapshot, running.current, texts)];
      });
    },
    subscribe(ids, signal) {
      // Refused at once, not when the first sample is asked for.
      positionsOf(running.current, ids);
      return followLive(running, texts, ids, signal);
    },
  };
}

async function* followLive(
  running: RunningSetHolder,
  texts: LiveTexts,
  ids: readonly number[] | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly LiveSample[], void, void> {
  let seen: RunningSet | undefined;
  let positions: readonly number[] = [];
  const look = (): { table: RunningSet['memory']['snapshots']; tags: readonly number[] } => {
    const set = running.current;
    if (set !== seen) {
      seen = set;
      positions = presentPositions(set, ids);
    }
    return { table: set.memory.snapshots, tags: positions };
  };
  for await (const changed of followSnapshots(look, signal)) {
    yield changed.map((snapshot) => shown(snapshot, running.current, texts));
  }
}

function shown(
  { tag, time, value, status }: Snapshot,
  { list, tagIds }: RunningSet,
  texts: LiveTexts,
): LiveSample {
  const sample = { tagId: tagIds[tag]!, timeUs: time, value, status };
  return list.tags[tag]!.dataType === 'text' ? { ...sample, text: texts.get(tag) ?? null } : sample;
}

/** Positions of the given tags, or of all. @throws HistorianError TAG_UNKNOWN */
function positionsOf(set: RunningSet, ids: readonly number[] | undefined): readonly number[] {
  if (ids === undefined) return [...set.list.inUse];
  const positionOf = positionsById(set);
  return ids.map((id) => {
    const position = positionOf.get(id);
    if (position === undefined) throw new HistorianError('TAG_UNKNOWN', `there is no tag ${id}`);
    return position;
  });
}

/** As `positionsOf`, without those that were removed since they were asked for. */
function presentPositions(set: RunningSet, ids: readonly number[] | undefined): readonly number[] {
  if (ids === undefined) return [...set.list.inUse];
  const positionOf = positionsById(set);
  return ids.flatMap((id) => positionOf.get(id) ?? []);
}

// A running set stays as it is, and may have a hundred thousand tags.
const TAGS = new WeakMap<RunningSet, readonly HistorianTag[]>();
const POSITIONS = new WeakMap<RunningSet, ReadonlyMap<number, number>>();

function tagsOf(set: RunningSet): readonly HistorianTag[] {
  const known = TAGS.get(set);
  if (known !== undefined) return known;
  const { list, tagIds } = set;
  const tags = Array.from(list.inUse, (position) => ({
    id: tagIds[position]!,
    position,
    definition: list.tags[position]!,
    source: list.sources[list.sourceOfTag[position]!]!.definition.name,
  }));
  TAGS.set(set, tags);
  return tags;
}

function positionsById(set: RunningSet): ReadonlyMap<number, number> {
  const known = POSITIONS.get(set);
  if (known !== undefined) return known;
  const { list, tagIds } = set;
  const positions = new Map(Array.from(list.inUse, (position) => [tagIds[position]!, position]));
  POSITIONS.set(set, positions);
  return positions;
}
