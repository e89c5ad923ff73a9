import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_TAIL_SAMPLES,
  createLiveTail,
  withTail,
} from '../../../src/features/trends/live-tail.ts';
import type { LiveTail } from '../../../src/features/trends/live-tail.ts';
import { BAD_NO_COMMUNICATION, BAD_TIMEOUT, seriesOf } from '../../support/tag-of.ts';

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
