import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallCounts } from '../../src/http/call-counts.ts';

const MINUTE_MS = 60_000;

let counts: CallCounts;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  counts = new CallCounts();
});
afterEach(() => {
  vi.useRealTimers();
});

function count(caller: string, of = counts): { current: number; ttl: number } {
  let told: { current: number; ttl: number } | undefined;
  of.incr(caller, (_error, result) => (told = result), MINUTE_MS);
  return told!;
}

test('calls are counted by caller, and anew when the window is over', () => {
  expect([count('a').current, count('a').current, count('b').current]).toEqual([1, 2, 1]);
  vi.advanceTimersByTime(20_000);
  expect(count('a')).toEqual({ current: 3, ttl: 40_000 });
  vi.advanceTimersByTime(40_000);
  expect(count('a')).toEqual({ current: 1, ttl: MINUTE_MS });
});

test.each([-3_600_000, 3_600_000])(
  'a time of day that is set by %d ms makes nobody wait longer or less',
  (byMs) => {
    count('a');
    vi.setSystemTime(Date.now() + byMs);
    expect(count('a')).toEqual({ current: 2, ttl: MINUTE_MS });
    vi.advanceTimersByTime(MINUTE_MS);
    expect(count('a').current).toBe(1);
  },
);

test('a flood of callers pushes the oldest counts out, and no others', () => {
  count('old');
  vi.advanceTimersByTime(1);
  for (let number = 0; number < 19_999; number++) count(`caller ${number}`);
  expect(count('old').current).toBe(2);
  count('one more');
  expect([count('caller 5').current, count('old').current]).toEqual([2, 1]);
});

test('each limit has counts of its own', () => {
  count('a');
  expect(count('a', counts.child()).current).toBe(1);
});
