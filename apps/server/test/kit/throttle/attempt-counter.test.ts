import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAttemptCounter } from '../../../src/kit/throttle/attempt-counter.ts';

const OPTIONS = {
  limit: 3,
  windowMs: 60_000,
  firstHoldMs: 30_000,
  longestHoldMs: 120_000,
  memoryMs: 600_000,
  capacity: 100,
};

const failed = (counter: ReturnType<typeof createAttemptCounter>, key: string, nowMs = 0) => {
  counter.begin({ key, nowMs });
  counter.fail({ key, nowMs });
};

describe('a counter of bounded memory', () => {
  test('keeps no more keys than its capacity, held ones and others apart', () => {
    const counter = createAttemptCounter(OPTIONS);
    for (let key = 0; key < 1_000; key += 1) failed(counter, `once ${key}`);
    expect(counter.size).toBe(100);
    for (let key = 0; key < 1_000; key += 1) {
      for (let time = 0; time < 3; time += 1) failed(counter, `thrice ${key}`);
    }
    expect(counter.size).toBe(199);
  });

  test('does not forget a hold for any number of keys that are not held', () => {
    const counter = createAttemptCounter(OPTIONS);
    for (let time = 0; time < 3; time += 1) failed(counter, 'held');
    for (let key = 0; key < 10_000; key += 1) failed(counter, `other ${key}`);
    expect(counter.waitMs({ key: 'held', nowMs: 0 })).toBe(30_000);
  });

  test('remembers a hold that is over, for the same number of keys', () => {
    const counter = createAttemptCounter(OPTIONS);
    for (let time = 0; time < 3; time += 1) failed(counter, 'held');
    for (let key = 0; key < 10_000; key += 1) failed(counter, `other ${key}`, 30_000);
    failed(counter, 'held', 30_000);
    expect(counter.waitMs({ key: 'held', nowMs: 30_000 })).toBe(60_000);
  });

  test('forgets first what was used least recently', () => {
    const counter = createAttemptCounter(OPTIONS);
    failed(counter, 'early');
    failed(counter, 'early');
    failed(counter, 'used');
    for (let key = 0; key < 98; key += 1) failed(counter, `other ${key}`);
    failed(counter, 'used');
    failed(counter, 'late');
    failed(counter, 'early');
    failed(counter, 'used');
    expect(counter.waitMs({ key: 'early', nowMs: 0 })).toBe(0);
    expect(counter.waitMs({ key: 'used', nowMs: 0 })).toBe(30_000);
  });

  test('keeps nothing for attempts that were dropped or forgiven', () => {
    const counter = createAttemptCounter(OPTIONS);
    for (const end of ['drop', 'forgive'] as const) {
      counter.begin({ key: end, nowMs: 0 });
      expect(counter.size).toBe(1);
      counter[end]({ key: end, nowMs: 0 });
      expect(counter.size).toBe(0);
    }
  });

  test('ends attempts that never began without an error', () => {
    const counter = createAttemptCounter(OPTIONS);
    counter.drop({ key: 'a', nowMs: 0 });
    counter.forgive({ key: 'a', nowMs: 0 });
    counter.fail({ key: 'a', nowMs: 0 });
    expect(counter.waitMs({ key: 'a', nowMs: 0 })).toBe(0);
  });
});

test('whatever comes, no key fails more often in a window than its limit, and none waits longer than the longest hold', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          afterMs: fc.integer({ min: 0, max: 40_000 }),
          end: fc.constantFrom('fail', 'drop', 'left'),
        }),
        { maxLength: 100 },
      ),
      (steps) => {
        const counter = createAttemptCounter(OPTIONS);
        let nowMs = 0;
        const failedMs: number[] = [];
        for (const { afterMs, end } of steps) {
          nowMs += afterMs;
          const attempt = { key: 'a', nowMs };
          const waitMs = counter.waitMs(attempt);
          expect(waitMs).toBeLessThanOrEqual(OPTIONS.longestHoldMs);
          if (waitMs > 0) continue;
          counter.begin(attempt);
          if (end === 'left') continue;
          counter[end](attempt);
          if (end === 'fail') failedMs.push(nowMs);
        }
        const recent = failedMs.map(
          (timeMs) => failedMs.filter((other) => other <= timeMs && other > timeMs - 30_000).length,
        );
        expect(Math.max(0, ...recent)).toBeLessThanOrEqual(OPTIONS.limit);
      },
    ),
  );
});
