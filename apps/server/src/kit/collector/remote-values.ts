import type { CollectorHealth, LatestSample } from '@varve/contract';
import { StatusCode } from '@varve/protocols';
import { setTimeout as delay } from 'node:timers/promises';
import { ServerError } from '../server-error.ts';
import type { Collector } from './collector.ts';
import { SILENT_MS } from './collector-channel.ts';
import { joinHealth } from './join-health.ts';
import type { Cursor, FoundCollector, FoundNews, FoundTag } from './read-collectors.ts';

/** Shortest time between two deliveries to a follower: 10 a second. */
const LIVE_INTERVAL_MS = 100;

/** What collectors that run elsewhere have told. */
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

/** Keeps the newest of what collectors told. A tag whose collector is silent or stopped is Bad from when it was heard of last. */
export function createRemoteValues(): RemoteValues {
  let collectors: ReadonlyMap<string, Known> = new Map();
  let tags: readonly FoundTag[] = [];
  let tagsKey = '';
  let readAtMs = performance.now();
  let turn = 0;
  let turned = Promise.withResolvers<void>();
  const shown = new Map<number, { readonly sample: LatestSample; readonly turn: number }>();

  const show = (samples: readonly LatestSample[]): void => {
    if (samples.length === 0) return;
    turn += 1;
    for (const sample of samples) shown.set(sample.tagId, { sample, turn });
    turned.resolve();
    turned = Promise.withResolvers();
  };
  /** Marks the tags of collectors of which nothing is known any more. */
  const darken = (): void => {
    const marks = tags.flatMap(({ spoolId, tag }) => {
      const collector = collectors.get(spoolId);
      const before = shown.get(tag.id)?.sample;
      if (collector?.state === 'working' || before?.status === StatusCode.badNoCommunication)
        return [];
      // Of a collector that was never heard of nothing is shown.
      if (collector === undefined && before === undefined) return [];
      const timeMs = Math.max(collector?.heardAtMs ?? 0, before?.timeMs ?? 0);
      return [markOf(tag.id, timeMs, tag.dataType === 'text')];
    });
    show(marks);
  };
  const select = (tagIds: readonly number[] | undefined): readonly number[] => {
    const known = new Set(tags.map(({ tag }) => tag.id));
    if (tagIds === undefined) return [...known];
    const unknown = tagIds.find((tagId) => !known.has(tagId));
    if (unknown === undefined) return tagIds;
    throw new ServerError('TAG_UNKNOWN', `there is no tag ${unknown}`);
  };

  return {
    cursors: () =>
      new Map(
        Array.from(collectors, ([spoolId, { runId, revision, state }]) => [
          spoolId,
          // What was marked is read again in full once the collector is heard of.
          { runId, revision: state === 'working' ? revision : 0 },
        ]),
      ),
    tagsKey: () => tagsKey,
    take(news) {
      readAtMs = performance.now();
      collectors = new Map(news.collectors.map((found) => [found.spoolId, known(found)]));
      if (news.tags !== undefined) tags = news.tags;
      tagsKey = news.tagsKey;
      show(
        news.samples
          .filter(({ spoolId }) => collectors.get(spoolId)?.state === 'working')
          .map(({ sample }) => sample),
      );
      darken();
    },
    expire() {
      if (performance.now() - readAtMs < SILENT_MS) return;
      collectors = new Map(
        Array.from(collectors, ([spoolId, collector]) => [
          spoolId,
          { ...collector, state: 'silent' },
        ]),
      );
      darken();
    },
    tags: () => tags.map(({ tag }) => tag),
    latest: (tagIds) => select(tagIds).flatMap((tagId) => shown.get(tagId)?.sample ?? []),
    follow(tagIds, signal) {
      // Refused at once, not when the first sample is asked for.
      select(tagIds);
      return followFrom(tagIds, signal);
    },
    health: () => joinHealth([...collectors.values()]),
  };

  async function* followFrom(
    tagIds: readonly number[] | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LatestSample[], void, void> {
    const aborted = Promise.withResolvers<void>();
    signal.addEventListener('abort', () => aborted.resolve(), { once: true });
    let seen = 0;
    while (!signal.aborted) {
      const next = turned.promise;
      const ids = tagIds ?? tags.map(({ tag }) => tag.id);
      const changed = ids.flatMap((tagId) => {
        const found = shown.get(tagId);
        return found === undefined || found.turn <= seen ? [] : [found.sample];
      });
      seen = turn;
      if (changed.length > 0) yield changed;
      await delay(LIVE_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
      await Promise.race([next, aborted.promise]);
    }
  }
}

function known(found: FoundCollector): Known {
  const { isStopped, isHeard } = found;
  return { ...found, state: isStopped ? 'stopped' : isHeard ? 'working' : 'silent' };
}

function markOf(tagId: number, timeMs: number, isText: boolean): LatestSample {
  const mark = { tagId, timeMs, value: null, status: StatusCode.badNoCommunication };
  return isText ? { ...mark, text: null } : mark;
}
