import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeTicks } from '../../../src/kit/chart/time-ticks.ts';

describe('time ticks', () => {
  const hour = 3_600_000;
  const bogota = (): number => -5 * hour;

  test('are round in local time', () => {
    const fromMs = Date.UTC(2026, 0, 1, 2, 10);
    const { stepMs, ticksMs } = timeTicks({ fromMs, toMs: fromMs + 24 * hour }, 5, bogota);
    expect(stepMs).toBe(6 * hour);
    expect(ticksMs.map((timeMs) => new Date(timeMs).getUTCHours())).toEqual([5, 11, 17, 23]);
  });

  test('stay on local midnight when the clocks change', () => {
    const changeMs = Date.UTC(2026, 2, 29, 1);
    const berlin = (timeMs: number): number => (timeMs < changeMs ? hour : 2 * hour);
    const range = { fromMs: Date.UTC(2026, 2, 27), toMs: Date.UTC(2026, 2, 31) };
    const { ticksMs } = timeTicks(range, 5, berlin);
    expect(ticksMs.map((timeMs) => new Date(timeMs + berlin(timeMs)).getUTCHours())).toEqual([
      0, 0, 0, 0,
    ]);
  });

  test('are never more than asked for, and inside', () => {
    const duration = fc.integer({ min: 100, max: 400 * 86_400_000 });
    fc.assert(
      fc.property(duration, fc.integer({ min: 2, max: 20 }), (durationMs, ticksMax) => {
        const fromMs = 1_790_000_000_123;
        const { ticksMs } = timeTicks({ fromMs, toMs: fromMs + durationMs }, ticksMax, bogota);
        expect(ticksMs.length).toBeLessThanOrEqual(ticksMax + 1);
        for (const timeMs of ticksMs) {
          expect(timeMs >= fromMs && timeMs <= fromMs + durationMs).toBe(true);
        }
      }),
    );
  });
});
