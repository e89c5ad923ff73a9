import {
  appendFrame,
  createFrameBuffer,
  packSampleFrame,
  StatusCode,
  type FrameBuffer,
  type FrameSample,
} from '@varve/protocols';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFilterConfig } from '../../src/filter/filter-config.ts';
import { createFilterState } from '../../src/filter/filter-state.ts';
import { createSnapshotTable, readSnapshot } from '../../src/live/snapshot-table.ts';
import { listTags } from '../../src/tags/list-tags.ts';
import { createFrameFilter } from '../../src/worker/frame-filter.ts';
import { tagRulesOf } from '../../src/tags/tag-rules.ts';
import { samplesOf } from '../support/samples.ts';

const NOW = 1_790_000_000_000_000;
const LIMIT = 300_000_000;

/** A source of two tags by JSON, and one of two that a program writes. */
const LIST = listTags([
  {
    name: 'machine',
    protocol: 'mqtt',
    url: 'mqtt://127.0.0.1',
    topics: [
      {
        topic: 'machine',
        tags: [
          { name: 'power', path: 'kw' },
          { name: 'speed', path: 'rpm' },
        ],
      },
    ],
  },
  {
    name: 'program',
    protocol: 'program',
    tags: [{ name: 'x' }, { name: 'y', filter: { excDev: 1 } }],
  },
]);
const JSON_PLAN = 2;
const [POWER, SPEED, X, Y] = [0, 1, 2, 3];

function createFilter() {
  const snapshots = createSnapshotTable(LIST.tags.length);
  const frameFilter = createFrameFilter({
    plans: LIST.plans,
    sourceCount: LIST.sources.length,
    sourceOfPlan: LIST.sourceOfPlan,
    sourceOfTag: LIST.sourceOfTag,
    filters: {
      config: createFilterConfig(LIST.tags),
      state: createFilterState(LIST.tags.length),
    },
    snapshots,
    rules: tagRulesOf(LIST),
    futureLimitUs: LIMIT,
  });
  const filter = ({ bytes, length }: FrameBuffer) => {
    const { samples, counts } = frameFilter.filter(bytes, length, {
      nowUs: NOW,
      elapsedUs: 1,
      isBehind: false,
    });
    return { samples: samplesOf(samples), ...counts };
  };
  return { frameFilter, filter, snapshots };
}

function framesOf(samples: readonly FrameSample[]): FrameBuffer {
  const frames = createFrameBuffer(64);
  appendFrame(frames, { plan: 0, receivedUs: NOW, status: 0, payload: packSampleFrame(samples) });
  return frames;
}

function jsonFrame(text: string): FrameBuffer {
  const frames = createFrameBuffer(64);
  const payload = new TextEncoder().encode(text);
  appendFrame(frames, { plan: JSON_PLAN, receivedUs: NOW, status: 0, payload });
  return frames;
}

const at = (tag: number, timeUs: number, value: number): FrameSample => ({
  tag,
  timeUs,
  value,
  status: 0,
});

describe('a frame filter', () => {
  test('gives samples by tag and time, and counts them by source', () => {
    const { filter } = createFilter();
    const { samples, accepted, passed, rejected } = filter(
      framesOf([
        at(Y, NOW, 1),
        at(X, NOW + 2, 2),
        at(X, NOW + 1, 3),
        at(POWER, NOW, 4),
        at(Y, NOW + 1, 1.5),
      ]),
    );
    expect(samples).toEqual([
      { tag: POWER, time: NOW, value: 4, status: 0 },
      { tag: X, time: NOW + 1, value: 3, status: 0 },
      { tag: X, time: NOW + 2, value: 2, status: 0 },
      { tag: Y, time: NOW, value: 1, status: 0 },
    ]);
    expect([...accepted]).toEqual([1, 4]);
    expect([...passed]).toEqual([1, 3]);
    expect([...rejected]).toEqual([0, 0]);
  });

  test('stores of many samples at once what it stores of them one by one, filtered or not', () => {
    const anySample = fc.record({
      tag: fc.constantFrom(POWER, X, Y),
      timeUs: fc.nat(40).map((late) => NOW + late),
      value: fc.nat(6).map((steps) => steps / 2),
      status: fc.constantFrom(0, -1),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 60 }), (samples) => {
        const whole = createFilter().filter(framesOf(samples)).samples;
        const { filter } = createFilter();
        const parts = samples.flatMap((sample) => filter(framesOf([sample])).samples);
        expect(whole).toEqual(
          parts.toSorted((one, other) => one.tag - other.tag || one.time - other.time),
        );
      }),
    );
  });

  test('counts what is refused with its source, and goes on', () => {
    const { filter } = createFilter();
    const { samples, rejected, reasons } = filter(jsonFrame('{"kw": 5, "rpm": "fast"}'));
    expect(samples).toEqual([
      { tag: POWER, time: NOW, value: 5, status: 0 },
      { tag: SPEED, time: NOW, value: NaN, status: StatusCode.badDecodingError },
    ]);
    expect([...rejected]).toEqual([1, 0]);
    expect(reasons.get(0)).toContain('expected a number at rpm');
  });

  test('marks every tag of a frame that cannot be read', () => {
    const { filter } = createFilter();
    const { samples } = filter(jsonFrame('{"kw": 5,'));
    const bad = { time: NOW, value: NaN, status: StatusCode.badDecodingError };
    expect(samples).toEqual([
      { tag: POWER, ...bad },
      { tag: SPEED, ...bad },
    ]);
  });

  test.each([
    { time: 'as late as allowed', timeUs: NOW + LIMIT, stored: NOW + LIMIT, status: 0 },
    { time: 'later', timeUs: NOW + LIMIT + 1, stored: NOW, status: StatusCode.uncertain },
    { time: 'of 1970', timeUs: 0, stored: 0, status: 0 },
    { time: 'of 1899', timeUs: -2_208_988_800_000_001, stored: NOW, status: StatusCode.uncertain },
    { time: 'that no calendar has', timeUs: -1e300, stored: NOW, status: StatusCode.uncertain },
    { time: 'that is no number', timeUs: NaN, stored: NOW, status: StatusCode.uncertain },
    { time: 'that is infinite', timeUs: Infinity, stored: NOW, status: StatusCode.uncertain },
  ])('stores a time $time at $stored with status $status', ({ timeUs, stored, status }) => {
    const { filter } = createFilter();
    expect(filter(framesOf([at(X, timeUs, 1)])).samples).toEqual([
      { tag: X, time: stored, value: 1, status },
    ]);
  });

  test('keeps the status of a Bad sample whose time it sets right', () => {
    const { filter } = createFilter();
    const sample = { tag: X, timeUs: NaN, value: NaN, status: StatusCode.badTimeout };
    expect(filter(framesOf([sample])).samples).toMatchObject([{ status: StatusCode.badTimeout }]);
  });

  test('shows the newest sample of a tag, filtered or not, and no late one', () => {
    const { filter, snapshots } = createFilter();
    filter(framesOf([at(Y, NOW, 1), at(Y, NOW + 9, 1.1), at(Y, NOW + 5, 9)]));
    expect(readSnapshot(snapshots, Y)).toMatchObject({ time: NOW + 9, value: 1.1 });
    filter(framesOf([at(Y, NOW + 8, 9)]));
    expect(readSnapshot(snapshots, Y)).toMatchObject({ time: NOW + 9, value: 1.1 });
  });

  test('stores at a flush what the filters hold back, once', () => {
    const { frameFilter, filter } = createFilter();
    filter(framesOf([at(X, NOW, 1), at(Y, NOW, 1), at(Y, NOW + 1, 1.5)]));
    const flushed = frameFilter.flush(Int32Array.of(X, Y));
    expect(samplesOf(flushed.samples)).toEqual([{ tag: Y, time: NOW + 1, value: 1.5, status: 0 }]);
    expect([...flushed.counts.passed]).toEqual([0, 1]);
    expect(samplesOf(frameFilter.flush(Int32Array.of(X, Y)).samples)).toEqual([]);
  });
});
