import type { HistorianEvent } from '@varve/historian';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClock, createSystemClock } from '../../src/running/clock.ts';

const SECOND = 1_000_000;

describe("the system's clock in microseconds", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('rises with each call', () => {
    const nowUs = createSystemClock();
    const times = Array.from({ length: 1_000 }, () => nowUs());
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
  });

  test('stays within two milliseconds of what the machine says', () => {
    const nowUs = createSystemClock();
    for (let step = 0; step < 100; step++) {
      vi.advanceTimersByTime(37);
      expect(Math.abs(nowUs() - Date.now() * 1_000)).toBeLessThanOrEqual(2_000);
    }
  });

  test.each([
    { name: 'forward', byMs: 172_800_000 },
    { name: 'back', byMs: -3_600_000 },
  ])('follows a machine that is set $name', ({ byMs }) => {
    const nowUs = createSystemClock();
    nowUs();
    vi.setSystemTime(Date.now() + byMs);
    expect(Math.abs(nowUs() - Date.now() * 1_000)).toBeLessThanOrEqual(2_000);
  });

  test('does not run back with a machine that is set back by less than a second', () => {
    const nowUs = createSystemClock();
    const before = nowUs();
    vi.setSystemTime(Date.now() - 500);
    expect(nowUs()).toBeGreaterThan(before);
  });
});

describe('the clock of a historian', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const create = () => {
    const events: HistorianEvent[] = [];
    const clock = createClock({
      nowUs: () => Date.now() * 1_000,
      futureLimitMs: 300_000,
      onEvent: (event) => events.push(event),
    });
    return { clock, events };
  };

  test('is behind while it shows a time before what is stored, and says when that begins and ends', () => {
    const { clock, events } = create();
    clock.knowStored(clock.nowUs() + 172_800 * SECOND);
    expect(clock.instant().isBehind).toBe(true);
    expect(clock.stats().isBehind).toBe(true);
    vi.setSystemTime(Date.now() + 172_800_000);
    expect(clock.instant().isBehind).toBe(false);
    expect(events.filter(({ kind }) => kind === 'clock-behind')).toEqual([
      { kind: 'clock-behind', isBehind: true, byMs: 172_800_000 },
      { kind: 'clock-behind', isBehind: false, byMs: 0 },
    ]);
  });

  test('is not behind what a device that may be ahead has stored', () => {
    const { clock, events } = create();
    clock.knowStored(clock.nowUs() + 299 * SECOND);
    expect(clock.instant().isBehind).toBe(false);
    expect(events).toEqual([]);
  });

  test('tells that it was set, and by how much', () => {
    const { clock, events } = create();
    vi.advanceTimersByTime(3_000);
    expect(events).toEqual([]);
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(1_000);
    expect(events).toEqual([{ kind: 'clock-stepped', byMs: -3_600_000 }]);
    expect(clock.stats().lastStep).toMatchObject({ byMs: -3_600_000 });
  });
});
