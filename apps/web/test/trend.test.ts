import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extremesOf } from '../src/kit/chart/extremes.ts';
import { MAX_TAIL_SAMPLES, createLiveTail, withTail } from '../src/features/trends/live-tail.ts';
import type { LiveTail } from '../src/features/trends/live-tail.ts';
import { framePaceMs, refreshPaceMs } from '../src/features/trends/pace.ts';
import { nearestSampleMs, readingAt } from '../src/kit/chart/sample-at.ts';
import { heldSinceMs, lastNotAbove } from '../src/kit/chart/series.ts';
import { csvFileName, trendCsv } from '../src/features/trends/trend-csv.ts';
import {
  BAD_NO_COMMUNICATION,
  BAD_TIMEOUT,
  heldSeriesOf,
  seriesOf,
  tagOf,
} from './support/tags.ts';

describe('lastNotAbove', () => {
  test('agrees with a search from the end', () => {
    const ascending = fc
      .array(fc.integer({ min: 0, max: 50 }))
      .map((a) => a.toSorted((x, y) => x - y));
    fc.assert(
      fc.property(ascending, fc.integer({ min: -1, max: 51 }), (values, limit) => {
        expect(lastNotAbove(values, limit)).toBe(values.findLastIndex((value) => value <= limit));
      }),
    );
  });
});

describe('live tail', () => {
  const sample = (timeMs: number, value: number | null = timeMs, status = 0) => ({
    tagId: 1,
    timeMs,
    value,
    status,
  });

  test('continues the answer after its last sample', () => {
    const tail = createLiveTail();
    tail.accept([sample(20), sample(30), sample(40)]);
    const { timesMs, values, statuses } = withTail(
      seriesOf([
        [10, 1],
        [20, 2],
      ]),
      tail.columns(1),
    );
    expect(timesMs).toEqual([10, 20, 30, 40]);
    expect(values).toEqual([1, 2, 30, 40]);
    expect(statuses).toEqual([0, 0, 0, 0]);
  });

  test('leaves the answer as it is where it has nothing to add', () => {
    const base = seriesOf([
      [10, 1],
      [20, 2],
    ]);
    const tail = createLiveTail();
    expect(withTail(base, tail.columns(1))).toBe(base);
    tail.accept([sample(5)]);
    expect(withTail(base, tail.columns(1))).toBe(base);
  });

  test('puts what the answer does not have at its place in time', () => {
    const tail = createLiveTail();
    tail.accept([sample(10, 7), sample(15), sample(20, 7), sample(25)]);
    const base = seriesOf([
      [10, 1],
      [20, 2],
    ]);
    const { timesMs, values } = withTail(base, tail.columns(1));
    expect(timesMs).toEqual([10, 15, 20, 25]);
    expect(values).toEqual([1, 15, 2, 25]);
  });

  test('makes a gap of a bad sample, though it has a value', () => {
    const tail = createLiveTail();
    tail.accept([sample(10, 7, BAD_NO_COMMUNICATION)]);
    expect(tail.columns(1)).toMatchObject({ values: [null], statuses: [BAD_NO_COMMUNICATION] });
  });

  test('keeps what is said again once, in order of time, and forgets what is old', () => {
    const tail = createLiveTail();
    tail.accept([sample(10), sample(20), sample(20, 7), sample(15), sample(30)]);
    expect(tail.columns(1)).toMatchObject({
      timesMs: [10, 15, 20, 30],
      values: [10, 15, 7, 30],
    });
    tail.forgetBefore(25);
    expect(tail.columns(1)?.timesMs).toEqual([20, 30]);
    tail.forgetBefore(5);
    expect(tail.columns(1)?.timesMs).toEqual([20, 30]);
  });

  describe('of a device whose clock is slow', () => {
    const mark = (timeMs: number, status = BAD_NO_COMMUNICATION) => sample(timeMs, null, status);
    const drawn = (base: readonly (readonly [number, number | null])[], tail: LiveTail) => {
      const { timesMs, values } = withTail(seriesOf(base), tail.columns(1));
      return timesMs.map((timeMs, at) => [timeMs, values[at]]);
    };

    test('goes on after a mark with a later time, which what comes next ends', () => {
      const tail = createLiveTail();
      tail.accept([sample(80), mark(100), mark(105, BAD_TIMEOUT), sample(90)]);
      expect(tail.columns(1)).toMatchObject({ timesMs: [80, 90], values: [80, 90] });
      tail.accept([sample(91)]);
      expect(drawn([[80, 80]], tail)).toEqual([
        [80, 80],
        [90, 90],
        [91, 91],
      ]);
    });

    test('goes on after the mark of the answer that was heard to end', () => {
      const tail = createLiveTail();
      tail.accept([mark(100), sample(90), sample(91)]);
      for (const base of [
        [[100, null]],
        [
          [80, 80],
          [100, null],
        ],
      ] as const) {
        expect(drawn(base, tail).at(-1)).toEqual([91, 91]);
      }
      // Once the device's clock has passed it, the outage stands where it is stored.
      tail.accept([sample(101)]);
      expect(
        drawn(
          [
            [80, 80],
            [100, null],
          ],
          tail,
        ),
      ).toEqual([
        [80, 80],
        [90, 90],
        [91, 91],
        [100, null],
        [101, 101],
      ]);
    });

    test('leaves a mark that nothing ended, in the answer and live', () => {
      const tail = createLiveTail();
      tail.accept([mark(100), sample(90)]);
      expect(
        drawn(
          [
            [80, 80],
            [110, null],
          ],
          tail,
        ).at(-1),
      ).toEqual([110, null]);
      tail.accept([mark(95)]);
      expect(drawn([[80, 80]], tail).at(-1)).toEqual([95, null]);
    });

    test('keeps samples of a clock that was ahead, which no later one makes untrue', () => {
      const tail = createLiveTail();
      tail.accept([sample(200), sample(90)]);
      expect(
        drawn(
          [
            [80, 80],
            [190, 190],
          ],
          tail,
        ),
      ).toEqual([
        [80, 80],
        [90, 90],
        [190, 190],
        [200, 200],
      ]);
    });
  });

  test('never holds much more than its limit, and keeps the newest', () => {
    const tail = createLiveTail();
    for (let i = 1; i <= 3 * MAX_TAIL_SAMPLES; i++) tail.accept([sample(i)]);
    const times = tail.columns(1)!.timesMs;
    expect(times.length).toBeLessThanOrEqual(MAX_TAIL_SAMPLES + 1_024);
    expect(times.at(-1)).toBe(3 * MAX_TAIL_SAMPLES);
  });

  test('is always ascending, whatever arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.array(fc.nat(100)), (stored, live) => {
        const base = [...new Set(stored)].toSorted((a, b) => a - b);
        const tail = createLiveTail();
        tail.accept(live.map((timeMs) => sample(timeMs)));
        const { timesMs } = withTail(seriesOf(base.map((t) => [t, t])), tail.columns(1));
        expect(timesMs).toEqual([...new Set(timesMs)].toSorted((a, b) => a - b));
        expect(timesMs).toEqual(expect.arrayContaining(base));
      }),
    );
  });
});

describe('reading at a moment', () => {
  const samples = [
    [10, 1],
    [20, 3],
    [30, null],
    [40, 5],
  ] as const;

  test('lies on the line of a linear tag, and says so', () => {
    const series = seriesOf(samples);
    expect(readingAt(series, 15)).toEqual({
      value: 2,
      status: 0,
      interpolated: true,
      heldFromMs: null,
    });
    expect(readingAt(series, 20)).toEqual({
      value: 3,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 9)).toBeNull();
  });

  test('does not reach across a gap', () => {
    const series = seriesOf(samples);
    expect(readingAt(series, 25)).toEqual({
      value: 3,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 35)).toMatchObject({ value: null, status: BAD_NO_COMMUNICATION });
  });

  test('holds the last value of a step tag', () => {
    const series = seriesOf(samples, { interpolation: 'step' });
    expect(readingAt(series, 19)).toEqual({
      value: 1,
      status: 0,
      interpolated: false,
      heldFromMs: null,
    });
    expect(readingAt(series, 1e9)).toMatchObject({ value: 5 });
  });

  test('reads what is held from before the range until the next sample, and says since when', () => {
    const samples = [
      [10, 1],
      [20, 3],
      [30, 5],
    ] as const;
    for (const interpolation of ['linear', 'step'] as const) {
      const held = heldSeriesOf(-90, samples, { interpolation });
      for (const timeMs of [10, 19]) {
        expect(readingAt(held, timeMs)).toEqual({
          value: 1,
          status: 0,
          interpolated: false,
          heldFromMs: -90,
        });
      }
      expect(readingAt(held, 20)).toMatchObject({ value: 3, heldFromMs: null });
    }
    expect(readingAt(heldSeriesOf(-90, samples), 25)).toMatchObject({ value: 4, heldFromMs: null });
  });

  test('does not take the left edge for a sample', () => {
    const held = heldSeriesOf(-90, [
      [10, 1],
      [40, 3],
    ]);
    expect(nearestSampleMs([held], 11, 5)).toBeNull();
    expect(nearestSampleMs([held], 39, 5)).toBe(40);
  });

  test('finds the nearest sample of all series within reach', () => {
    const all = [
      seriesOf([
        [0, 1],
        [100, 1],
      ]),
      seriesOf([[60, 1]]),
    ];
    expect(nearestSampleMs(all, 70, 20)).toBe(60);
    expect(nearestSampleMs(all, 95, 20)).toBe(100);
    expect(nearestSampleMs(all, 30, 20)).toBeNull();
    expect(nearestSampleMs([], 30, 20)).toBeNull();
  });
});

describe('extremes', () => {
  test('are those inside the window', () => {
    const series = seriesOf([
      [0, -99],
      [10, 4],
      [20, null],
      [30, 2],
      [40, 99],
    ]);
    expect(extremesOf(series, { fromMs: 5, toMs: 35 })).toEqual({ lowest: 2, highest: 4 });
    expect(extremesOf(series, { fromMs: 15, toMs: 25 })).toEqual({ lowest: null, highest: null });
  });
});

describe('a value that is held', () => {
  const alone = heldSeriesOf(-90, [[0, 7]]);
  const window = { fromMs: 10, toMs: 110 };

  test('counts among the extremes of a window as long as it holds', () => {
    expect(extremesOf(alone, window)).toEqual({ lowest: 7, highest: 7 });
    const followed = heldSeriesOf(-90, [
      [0, 7],
      [5, 8],
      [50, 9],
    ]);
    expect(extremesOf(followed, window)).toEqual({ lowest: 9, highest: 9 });
    expect(extremesOf({ ...followed, tag: tagOf({ interpolation: 'step' }) }, window)).toEqual({
      lowest: 8,
      highest: 9,
    });
  });

  test('is told of where one sees it', () => {
    const followedAt = (timeMs: number) =>
      heldSeriesOf(-90, [
        [0, 7],
        [timeMs, 8],
      ]);
    expect(heldSinceMs(alone, window)).toBe(-90);
    expect(heldSinceMs(followedAt(20), window)).toBe(-90);
    expect(heldSinceMs(followedAt(11), window)).toBeNull();
    expect(heldSinceMs(followedAt(5), window)).toBeNull();
    expect(heldSinceMs(seriesOf([[0, 7]]), window)).toBeNull();
  });
});

describe('pace', () => {
  test('is a pixel at a time within bounds', () => {
    expect(framePaceMs(300_000, 1_000)).toBe(300);
    expect(framePaceMs(300_000, 5_000)).toBe(250);
    expect(framePaceMs(7 * 86_400_000, 1_000)).toBe(5_000);
    expect(refreshPaceMs(300_000)).toBe(15_000);
    expect(refreshPaceMs(3_600_000)).toBe(120_000);
  });
});

describe('CSV', () => {
  const range = { fromMs: Date.UTC(2026, 10, 21), toMs: Date.UTC(2026, 10, 22) };
  const lines = (text: string): string[] => text.slice(1).split('\r\n');

  test('has a line a sample inside the range, in full precision, marked as UTF-8', () => {
    const { fromMs } = range;
    const series = seriesOf([
      [fromMs - 1, 9],
      [fromMs + 120, 1 / 3],
      [fromMs + 500, null],
    ]);
    const text = trendCsv([series], range);
    const local = new Date(fromMs + 120);
    const two = (part: number): string => String(part).padStart(2, '0');
    const localText = `${two(local.getHours())}:${two(local.getMinutes())}:00.120`;
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(lines(text)[0]).toBe('time_utc,time_local,tag,value,unit,quality,status');
    expect(lines(text)[1]).toMatch(/^2026-11-21T00:00:00\.120Z,2026-11-2\d /);
    const [, time, ...cells] = lines(text)[1]!.split(',');
    expect(time!.slice(11, 23)).toBe(localText);
    expect(time!.slice(23)).toMatch(/^[+-]\d\d:\d\d$/);
    expect(cells).toEqual(['well-1/thp', '0.3333333333333333', 'bar', 'GOOD', '0x00000000']);
    expect(lines(text)[2]).toMatch(/,well-1\/thp,,bar,BAD,0x80310000$/);
    expect(lines(text)).toHaveLength(4);
  });

  test('gives what is held from before the range its own time', () => {
    const { fromMs } = range;
    const held = (nextMs: number) =>
      heldSeriesOf(fromMs - 60_000, [
        [fromMs - 10, 7],
        [nextMs, 8],
      ]);
    const times = (nextMs: number) =>
      lines(trendCsv([held(nextMs)], range))
        .slice(1, -1)
        .map((line) => line.slice(0, 24));
    expect(times(fromMs + 5)).toEqual(['2026-11-20T23:59:00.000Z', '2026-11-21T00:00:00.005Z']);
    expect(times(fromMs)).toEqual(['2026-11-21T00:00:00.000Z']);
  });

  test.each([
    { name: 'a,b', cell: '"a,b"' },
    { name: 'say "hi"', cell: '"say ""hi"""' },
    { name: '=1+1', cell: "'=1+1" },
    { name: '-2', cell: "'-2" },
  ])('writes the name $name as $cell', ({ name, cell }) => {
    const text = trendCsv([seriesOf([[range.fromMs, 1]], { name })], range);
    expect(lines(text)[1]).toContain(`,${cell},1,bar,`);
  });

  test('is named by the end of its range', () => {
    expect(csvFileName(range)).toBe('varve-trend-20261122-000000.csv');
  });
});
