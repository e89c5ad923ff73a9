import type { CollectorHealth, LatestSample } from '@varve/contract';
import { SILENT_MS } from './collector-channel.ts';
import type { Collector } from './collector.ts';
import { joinHealth } from './join-health.ts';
import { createNewestSamples, type NewestSamples } from './newest-samples.ts';
import type { Cursor, FoundCollector, FoundNews, FoundTag } from './read-collectors.ts';
import { ServerError } from './server-error.ts';

/** Values and health that collectors elsewhere have told. */
export interface RemoteValues extends Collector {
  /** To be handed to the next reading. */
  cursors(): ReadonlyMap<string, Cursor>;
  tagsKey(): string;
  /** Takes in what was read. */
  take(news: FoundNews): void;
  /** Marks what has not been heard of for too long: a server that cannot read knows nothing either. */
  expire(): void;
}

interface Known extends FoundCollector {
  readonly state: CollectorHealth['collectors'][number]['state'];
}

// BadNoCommunication of OPC UA Part 6, A.2 (0x80310000), as a signed integer.
const BAD_NO_COMMUNICATION = 0x8031_0000 | 0;

/** Keeps the newest of what collectors told. A tag whose collector is silent or stopped is Bad from when it was heard of last. */
export function createRemoteValues(): RemoteValues {
  let collectors: ReadonlyMap<string, Known> = new Map();
  let tags: readonly FoundTag[] = [];
  let tagsKey = '';
  let readAtMs = performance.now();
  const newest = createNewestSamples();
  const idsOf = (tagIds: readonly number[] | undefined): readonly number[] =>
    tagIds ?? tags.map(({ tag }) => tag.id);

  return {
    cursors: () => new Map(Array.from(collectors, cursorOf)),
    tagsKey: () => tagsKey,
    take(news) {
      readAtMs = performance.now();
      collectors = new Map(news.collectors.map((found) => [found.spoolId, known(found)]));
      tags = news.tags ?? tags;
      tagsKey = news.tagsKey;
      const isWorking = (spoolId: string): boolean => collectors.get(spoolId)?.state === 'working';
      newest.show(news.samples.flatMap((found) => (isWorking(found.spoolId) ? found.sample : [])));
      darken(tags, collectors, newest);
    },
    expire() {
      if (performance.now() - readAtMs < SILENT_MS) return;
      collectors = new Map(
        Array.from(collectors, ([spoolId, collector]) => [
          spoolId,
          { ...collector, state: collector.state === 'stopped' ? 'stopped' : 'silent' },
        ]),
      );
      darken(tags, collectors, newest);
    },
    tags: () => tags.map(({ tag }) => tag),
    latest(tagIds) {
      refuseUnknown(tagIds, tags);
      return idsOf(tagIds).flatMap((tagId) => newest.of(tagId) ?? []);
    },
    follow(tagIds, signal) {
      // Refused at once, not when the first sample is asked for.
      refuseUnknown(tagIds, tags);
      return newest.follow(() => idsOf(tagIds), signal);
    },
    health: () => joinHealth([...collectors.values()]),
  };
}

/** Marks the tags of collectors of which nothing is known any more. */
function darken(
  tags: readonly FoundTag[],
  collectors: ReadonlyMap<string, Known>,
  newest: NewestSamples,
): void {
  const marks = tags.flatMap(({ spoolId, tag }) => {
    const collector = collectors.get(spoolId);
    const before = newest.of(tag.id);
    if (collector?.state === 'working' || before?.status === BAD_NO_COMMUNICATION) return [];
    // A collector that was never heard of has nothing to show.
    if (collector === undefined && before === undefined) return [];
    const timeMs = Math.max(collector?.heardAtMs ?? 0, before?.timeMs ?? 0);
    return [markOf(tag.id, timeMs, tag.dataType === 'text')];
  });
  newest.show(marks);
}

function markOf(tagId: number, timeMs: number, isText: boolean): LatestSample {
  const mark = { tagId, timeMs, value: null, status: BAD_NO_COMMUNICATION };
  return isText ? { ...mark, text: null } : mark;
}

/** Says how far a collector was read: marked values are read again in full once it is heard of. */
function cursorOf([spoolId, { runId, revision, state }]: [string, Known]): [string, Cursor] {
  return [spoolId, { runId, revision: state === 'working' ? revision : 0 }];
}

function known(found: FoundCollector): Known {
  const { isStopped, isHeard } = found;
  return { ...found, state: isStopped ? 'stopped' : isHeard ? 'working' : 'silent' };
}

function refuseUnknown(tagIds: readonly number[] | undefined, tags: readonly FoundTag[]): void {
  if (tagIds === undefined) return;
  const known = new Set(tags.map(({ tag }) => tag.id));
  const unknown = tagIds.filter((tagId) => !known.has(tagId));
  if (unknown.length === 0) return;
  throw new ServerError('TAG_UNKNOWN', `there is no tag ${unknown.join(', ')}`);
}
