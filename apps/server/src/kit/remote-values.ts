import type { CollectorHealth, LatestSample, Tag } from '@varve/contract';
import { SILENT_MS } from './collector-channel.ts';
import type { Collector } from './collector.ts';
import { joinHealth } from './join-health.ts';
import { createNewestSamples, type NewestSamples } from './newest-samples.ts';
import type {
  Cursor,
  FoundCollector,
  FoundNews,
  FoundSample,
  FoundTag,
  ReadSoFar,
} from './read-collectors.ts';
import { ServerError } from './server-error.ts';

/** A reading under way. */
interface Reading extends ReadSoFar {
  /** `performance.now()` at its beginning. */
  readonly startedAtMs: number;
  /** Number of times that values were given up before it. */
  readonly expiries: number;
}

/** Values and health that collectors elsewhere have told. */
export interface RemoteValues extends Collector {
  beginReading(): Reading;
  /** Takes in what a reading gave. */
  take(news: FoundNews, reading: Reading): void;
  /** Gives up values where the last reading began too long ago: a server that cannot read knows nothing. */
  expire(): void;
}

interface Known extends FoundCollector {
  readonly state: CollectorHealth['collectors'][number]['state'];
}

// BadNoCommunication of OPC UA Part 6, A.2 (0x80310000), as a signed integer.
const BAD_NO_COMMUNICATION = 0x8031_0000 | 0;

/** State of the reading. */
interface ReadState {
  collectors: ReadonlyMap<string, Known>;
  tags: ReadonlyMap<number, FoundTag>;
  /** Those of `tags`, to be shown. */
  listed: readonly Tag[];
  tagsKey: string | undefined;
  readAtMs: number;
  expiries: number;
}

/** Keeps the newest of what collectors told. A tag whose collector is silent or stopped is Bad from when it was heard of last. */
export function createRemoteValues(): RemoteValues {
  const state: ReadState = {
    collectors: new Map(),
    tags: new Map(),
    listed: [],
    tagsKey: undefined,
    readAtMs: performance.now(),
    expiries: 0,
  };
  const newest = createNewestSamples();
  const idsOf = (tagIds: readonly number[] | undefined): readonly number[] =>
    tagIds ?? [...state.tags.keys()];
  return {
    beginReading: () => ({
      cursors: new Map(Array.from(state.collectors, cursorOf)),
      tagsKey: state.tagsKey,
      startedAtMs: performance.now(),
      expiries: state.expiries,
    }),
    take(news, reading) {
      state.readAtMs = reading.startedAtMs;
      // Values were given up meanwhile: the next reading, from the beginning, brings those back that did not change.
      const isLate = reading.expiries !== state.expiries;
      state.collectors = new Map(
        news.collectors.map((found) => [found.spoolId, knownOf(found, isLate)]),
      );
      if (news.tags !== undefined) takeTags(state, newest, news.tags);
      state.tagsKey = news.tagsKey;
      const current = isLate ? [] : news.samples.filter((found) => isCurrent(state, found));
      newest.show(current.map(({ sample }) => sample));
      darken(state, newest);
    },
    expire() {
      if (performance.now() - state.readAtMs < SILENT_MS) return;
      state.expiries += 1;
      state.collectors = new Map(Array.from(state.collectors, silenced));
      darken(state, newest);
    },
    tags: () => state.listed,
    latest(tagIds) {
      refuseUnknown(state, tagIds);
      return idsOf(tagIds).flatMap((tagId) => newest.of(tagId) ?? []);
    },
    follow(tagIds, signal) {
      // Refused at once, not when the first sample is asked for.
      refuseUnknown(state, tagIds);
      return newest.follow(() => idsOf(tagIds), signal);
    },
    health: () => joinHealth([...state.collectors.values()]),
  };
}

/** Takes a new list in; tags that have left it end. */
function takeTags(state: ReadState, newest: NewestSamples, tags: readonly FoundTag[]): void {
  const listed = new Map(tags.map((found) => [found.tag.id, found]));
  newest.show(
    marksOf(
      [...state.tags.values()].filter(({ tag }) => !listed.has(tag.id)),
      newest,
    ),
  );
  state.tags = listed;
  state.listed = Array.from(listed.values(), ({ tag }) => tag);
}

/** Whether a sample comes from the collector that feeds its tag, and that one is heard of. */
function isCurrent({ tags, collectors }: ReadState, { spoolId, sample }: FoundSample): boolean {
  return (
    tags.get(sample.tagId)?.spoolId === spoolId && collectors.get(spoolId)?.state === 'working'
  );
}

/** Marks the tags of collectors of which nothing is known any more. */
function darken({ tags, collectors }: ReadState, newest: NewestSamples): void {
  const lost = [...tags.values()].filter(
    ({ spoolId }) => collectors.get(spoolId)?.state !== 'working',
  );
  newest.show(marksOf(lost, newest, (spoolId) => collectors.get(spoolId)?.heardAtMs));
}

function refuseUnknown({ tags }: ReadState, tagIds: readonly number[] | undefined): void {
  const unknown = (tagIds ?? []).filter((tagId) => !tags.has(tagId));
  if (unknown.length === 0) return;
  throw new ServerError('TAG_UNKNOWN', `there is no tag ${unknown.join(', ')}`);
}

function knownOf(found: FoundCollector, isLate: boolean): Known {
  const { isStopped, isHeard, revision } = found;
  const state = isStopped ? 'stopped' : isHeard ? 'working' : 'silent';
  return { ...found, state, revision: isLate ? 0 : revision };
}

function silenced([spoolId, collector]: [string, Known]): [string, Known] {
  return [spoolId, { ...collector, state: collector.state === 'stopped' ? 'stopped' : 'silent' }];
}

/** Marks tags behind what was shown of them, once. A tag of a collector that was never heard of has nothing to end. */
function marksOf(
  tags: readonly FoundTag[],
  newest: NewestSamples,
  heardAtMs: (spoolId: string) => number | undefined = () => undefined,
): LatestSample[] {
  return tags.flatMap(({ spoolId, tag }) => {
    const before = newest.of(tag.id);
    const heardMs = heardAtMs(spoolId);
    if (before?.status === BAD_NO_COMMUNICATION) return [];
    if (before === undefined && heardMs === undefined) return [];
    const timeMs = Math.max(heardMs ?? 0, before?.timeMs ?? 0);
    const mark = { tagId: tag.id, timeMs, value: null, status: BAD_NO_COMMUNICATION };
    return [tag.dataType === 'text' ? { ...mark, text: null } : mark];
  });
}

/** Says how far a collector was read: marked values are read again in full once it is heard of. */
function cursorOf([spoolId, { runId, revision, state }]: [string, Known]): [string, Cursor] {
  return [spoolId, { runId, revision: state === 'working' ? revision : 0 }];
}
