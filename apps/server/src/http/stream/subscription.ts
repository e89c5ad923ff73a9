import {
  MAX_STREAM_TAGS,
  type LatestSample,
  type StreamedValue,
  type StreamRequest,
  type Tag,
} from '@varve/contract';
import { qualityOf } from '@varve/protocols';
import { followTags } from '../../features/live/index.ts';
import type { TagScope } from '../../kit/access/tags-in-scope.ts';
import type { Collector } from '../../kit/collector.ts';
import { ServerError } from '../../kit/server-error.ts';
import type { StreamSocket } from './stream-socket.ts';
import type { TagLookup } from './tag-lookup.ts';

type Selection = Pick<
  Extract<StreamRequest, { type: 'subscribe' | 'unsubscribe' }>,
  'tags' | 'tagIds'
>;

/** Parts that a subscription needs. */
interface SubscriptionParts {
  readonly collector: Collector;
  readonly lookup: TagLookup;
  readonly readScope: () => Promise<TagScope>;
  readonly stream: StreamSocket;
  /** Called once where the tags can no longer be followed. */
  readonly onFailed: (error: unknown) => void;
}

/** The tags that a stream follows. */
export interface Subscription {
  /** @returns the tags of the selection @throws ServerError INPUT_INVALID, TAG_UNKNOWN, RANGE_TOO_LARGE */
  add(selection: Selection): Promise<readonly Tag[]>;
  /** Stops following tags; one that is not followed is no error. @returns the tags of the selection that were followed */
  remove(selection: Selection): readonly number[];
}

/** Makes an empty subscription: values of the tags that are added are sent at first, then as they change, newest wins. */
export function createSubscription(parts: SubscriptionParts): Subscription {
  const { lookup, readScope, stream, onFailed } = parts;
  const followed = new Set<number>();
  const sent = new Map<number, LatestSample>();
  let seq = 0;
  let turn = new AbortController();
  let running = Promise.resolve();
  const run = async (signal: AbortSignal): Promise<void> => {
    if (signal.aborted || followed.size === 0) return;
    const tagIds = [...followed];
    for await (const samples of followTags(parts.collector, readScope, { tagIds }, signal)) {
      if (signal.aborted) return;
      const changed = samples.filter((sample) => !isSame(sent.get(sample.tagId), sample));
      for (const sample of changed) sent.set(sample.tagId, sample);
      const values = changed.flatMap((sample) => streamedValue(sample, lookup));
      // The next samples are taken when these have gone: what comes meanwhile is passed over, but for the newest.
      if (values.length > 0) await stream.send({ type: 'values', seq: ++seq, values });
    }
  };
  const begin = (): void => {
    turn.abort();
    turn = new AbortController();
    const signal = AbortSignal.any([turn.signal, stream.signal]);
    running = running.then(() => run(signal)).catch(onFailed);
  };
  return {
    async add(selection) {
      const scope = await readScope();
      const tags = tagsOf(selection, lookup, scope);
      const all = new Set([...followed, ...tags.map(({ id }) => id)]);
      if (all.size > MAX_STREAM_TAGS)
        throw new ServerError(
          'RANGE_TOO_LARGE',
          `a stream follows at most ${MAX_STREAM_TAGS} tags, got ${all.size}`,
        );
      // To begin anew costs as much as all tags that are followed.
      if (all.size === followed.size) return tags;
      for (const id of all) followed.add(id);
      begin();
      return tags;
    },
    remove({ tags = [], tagIds = [] }) {
      const named = tags.flatMap((name) => lookup.byName(name)?.id ?? []);
      const removed = [...new Set([...named, ...tagIds])].filter((id) => followed.delete(id));
      for (const id of removed) sent.delete(id);
      if (removed.length > 0) begin();
      return removed;
    },
  };
}

const MOST_TOLD = 20;

function tagsOf(
  { tags: names = [], tagIds = [] }: Selection,
  lookup: TagLookup,
  scope: TagScope,
): Tag[] {
  if (names.length + tagIds.length === 0)
    throw new ServerError('INPUT_INVALID', 'expected tags or tagIds with one tag at least');
  const found = new Map<number, Tag>();
  const unknown: (string | number)[] = [];
  const take = (asked: string | number, tag: Tag | undefined): void => {
    if (tag === undefined || !scope.has(tag.id)) unknown.push(asked);
    else found.set(tag.id, tag);
  };
  for (const name of names) take(name, lookup.byName(name));
  for (const id of tagIds) take(id, lookup.byId(id));
  if (unknown.length === 0) return [...found.values()];
  const told = unknown.slice(0, MOST_TOLD).join(', ');
  const others = unknown.length - MOST_TOLD;
  throw new ServerError(
    'TAG_UNKNOWN',
    `there is no tag ${told}${others > 0 ? `, nor ${others} others of these` : ''}`,
  );
}

function streamedValue(sample: LatestSample, lookup: TagLookup): StreamedValue[] {
  const tag = lookup.byId(sample.tagId);
  if (tag === undefined) return [];
  return [{ ...sample, tag: tag.name, unit: tag.unit, quality: qualityOf(sample.status) }];
}

function isSame(before: LatestSample | undefined, now: LatestSample): boolean {
  return (
    before !== undefined &&
    before.timeMs === now.timeMs &&
    before.value === now.value &&
    before.text === now.text &&
    before.status === now.status
  );
}
