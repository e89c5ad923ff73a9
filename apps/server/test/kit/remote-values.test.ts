import type { CollectorHealth, LatestSample } from '@varve/contract';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FoundCollector, FoundNews, FoundTag } from '../../src/kit/read-collectors.ts';
import { createRemoteValues, type RemoteValues } from '../../src/kit/remote-values.ts';

const BAD_NO_COMMUNICATION = -2144272384;
const HEARD_MS = 1_000_000;

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

const report: CollectorHealth = {
  collectors: [],
  sources: [],
  sinks: [],
  spool: { blocks: 0, bytes: 0, isFull: false },
  clock: { isBehind: false, lastStep: null },
  latencyMs: null,
};

function collector(changed: Partial<FoundCollector> = {}): FoundCollector {
  return {
    spoolId: 'box',
    runId: 'first',
    host: 'host',
    heardAtMs: HEARD_MS,
    isHeard: true,
    isStopped: false,
    revision: 7,
    tagsRevision: 1,
    report,
    ...changed,
  };
}

function tag(id: number, spoolId = 'box'): FoundTag {
  const rest = { description: '', unit: '', states: [], rangeLow: null, rangeHigh: null };
  return {
    spoolId,
    tag: { id, name: `t${id}`, dataType: 'analog', interpolation: 'linear', source: 's', ...rest },
  };
}

const sample = (tagId: number, value: number, spoolId = 'box') => ({
  spoolId,
  sample: { tagId, timeMs: HEARD_MS - 500, value, status: 0 } satisfies LatestSample,
});

function take(values: RemoteValues, news: Partial<FoundNews>, reading = values.beginReading()) {
  values.take(
    { collectors: [collector()], tags: undefined, tagsKey: 'key', samples: [], ...news },
    reading,
  );
}

const shown = (values: RemoteValues) =>
  values
    .latest(values.tags().map(({ id }) => id))
    .map(({ tagId, value, status }) => ({ tagId, value, status }));

test('a tag whose collector is silent is Bad from when it was heard of last, and read in full afterwards', () => {
  const values = createRemoteValues();
  take(values, { tags: [tag(1)], samples: [sample(1, 5)] });
  expect(shown(values)).toEqual([{ tagId: 1, value: 5, status: 0 }]);
  expect(values.beginReading().cursors.get('box')).toEqual({ runId: 'first', revision: 7 });
  take(values, { collectors: [collector({ isHeard: false })] });
  expect(values.latest([1])).toEqual([
    { tagId: 1, timeMs: HEARD_MS, value: null, status: BAD_NO_COMMUNICATION },
  ]);
  expect(values.beginReading().cursors.get('box')).toEqual({ runId: 'first', revision: 0 });
  take(values, { samples: [sample(1, 5)] });
  expect(shown(values)).toEqual([{ tagId: 1, value: 5, status: 0 }]);
});

test('a server that cannot read gives its values up after ten seconds, not before', () => {
  const values = createRemoteValues();
  take(values, { tags: [tag(1)], samples: [sample(1, 5)] });
  vi.advanceTimersByTime(9_900);
  values.expire();
  expect(shown(values)).toMatchObject([{ value: 5 }]);
  vi.advanceTimersByTime(200);
  values.expire();
  expect(shown(values)).toMatchObject([{ value: null, status: BAD_NO_COMMUNICATION }]);
  expect(values.health().collectors).toMatchObject([{ state: 'silent' }]);
});

test('values that were given up while a reading took long are read in full by the next', () => {
  const values = createRemoteValues();
  take(values, { tags: [tag(1), tag(2)], samples: [sample(1, 5), sample(2, 6)] });
  const slow = values.beginReading();
  vi.advanceTimersByTime(11_000);
  values.expire();
  // It brings the tag that changed, and not the other.
  take(values, { samples: [sample(1, 50)] }, slow);
  expect(shown(values)).toMatchObject([{ value: null }, { value: null }]);
  const next = values.beginReading();
  expect(next.cursors.get('box')).toEqual({ runId: 'first', revision: 0 });
  take(values, { samples: [sample(1, 50), sample(2, 6)] }, next);
  expect(shown(values)).toMatchObject([{ value: 50 }, { value: 6 }]);
});

test('an answer counts as old as its question', () => {
  const values = createRemoteValues();
  const slow = values.beginReading();
  vi.advanceTimersByTime(9_000);
  take(values, { tags: [tag(1)], samples: [sample(1, 5)] }, slow);
  vi.advanceTimersByTime(1_100);
  values.expire();
  expect(shown(values)).toMatchObject([{ value: null }]);
});

test('a collector that stopped stays so while nothing is read', () => {
  const values = createRemoteValues();
  take(values, { tags: [tag(1)], samples: [sample(1, 5)] });
  take(values, { collectors: [collector({ isStopped: true })] });
  vi.advanceTimersByTime(11_000);
  values.expire();
  expect(values.health().collectors).toMatchObject([{ state: 'stopped' }]);
  expect(shown(values)).toMatchObject([{ value: null, status: BAD_NO_COMMUNICATION }]);
});

test('a tag that leaves the list ends Bad for whoever follows it', async () => {
  const values = createRemoteValues();
  take(values, { tags: [tag(1)], samples: [sample(1, 5)] });
  const ending = new AbortController();
  const followed = values.follow([1], ending.signal)[Symbol.asyncIterator]();
  expect((await followed.next()).value).toMatchObject([{ value: 5 }]);
  take(values, { tags: [] });
  expect((await followed.next()).value).toMatchObject([{ status: BAD_NO_COMMUNICATION }]);
  ending.abort();
  expect((await followed.next()).done).toBe(true);
  expect(() => values.latest([1])).toThrow('there is no tag 1');
});

test('a sample of a collector that does not feed the tag is not shown', () => {
  const values = createRemoteValues();
  const other = collector({ spoolId: 'other', runId: 'second' });
  take(values, {
    collectors: [collector(), other],
    tags: [tag(1)],
    samples: [sample(1, 9, 'other'), sample(1, 5)],
  });
  expect(shown(values)).toEqual([{ tagId: 1, value: 5, status: 0 }]);
});

test('the list of tags is asked for although there is no collector', () => {
  expect(createRemoteValues().beginReading().tagsKey).toBeUndefined();
});
