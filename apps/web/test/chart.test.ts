import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorAfterKey, zoomIn, zoomOut, zoomTo } from '../src/kit/chart/cursor.ts';
import { heldPath, linePath } from '../src/kit/chart/line-path.ts';
import { niceAxis } from '../src/kit/chart/nice-ticks.ts';
import { joinStretches, qualityStretches } from '../src/kit/chart/quality-stretches.ts';
import { timeTicks } from '../src/kit/chart/time-ticks.ts';
import { unitAxes } from '../src/kit/chart/unit-axes.ts';
import { UNCERTAIN, heldSeriesOf, seriesOf } from './support/tags.ts';

describe('line path', () => {
  const x = { domain: [0, 100], pixels: [0, 100] } as const;
  const y = { domain: [0, 10], pixels: [10, 0] } as const;
  const linear = { x, y, step: false, holdUntilMs: null };
  const samples = [
    [0, 0],
    [10, 5],
    [20, null],
    [30, 5],
    [40, null],
  ] as const;

  test('breaks at a null, and keeps a lonely sample as a dot', () => {
    expect(linePath(seriesOf(samples), linear)).toBe('M0.0 10.0h0L10.0 5.0M30.0 5.0h0');
  });

  test('goes level, then up or down, for a step; it ends where it turns bad', () => {
    expect(linePath(seriesOf(samples), { ...linear, step: true })).toBe(
      'M0.0 10.0h0H10.0V5.0H20.0M30.0 5.0h0H40.0',
    );
  });

  test('holds the last value of a step until the moment known', () => {
    const step = { ...linear, step: true, holdUntilMs: 90 };
    expect(linePath(seriesOf([[10, 5]]), step)).toBe('M10.0 5.0h0H90.0');
    expect(linePath(seriesOf([[10, 5]]), { ...step, holdUntilMs: 5 })).toBe('M10.0 5.0h0');
    expect(
      linePath(
        seriesOf([
          [10, 5],
          [20, null],
        ]),
        step,
      ),
    ).toBe('M10.0 5.0h0H20.0');
    expect(linePath(seriesOf([]), step)).toBe('');
  });
});

describe('held path', () => {
  const x = { domain: [0, 100], pixels: [0, 100] } as const;
  const y = { domain: [0, 10], pixels: [10, 0] } as const;
  const held = heldSeriesOf(-50, [
    [0, 5],
    [30, 8],
    [40, 9],
  ]);

  test('is level until the next sample, where the line of step and linear tags begins', () => {
    const options = { x, y, holdUntilMs: null };
    expect(heldPath(held, options)).toBe('M0.0 5.0H30.0V2.0');
    expect(linePath(held, { ...options, step: false })).toBe('M30.0 2.0h0L40.0 1.0');
    expect(linePath(held, { ...options, step: true })).toBe('M30.0 2.0h0H40.0V1.0');
  });

  test('ends where the value turns bad', () => {
    const series = heldSeriesOf(-50, [
      [0, 5],
      [30, null],
    ]);
    expect(heldPath(series, { x, y, holdUntilMs: 90 })).toBe('M0.0 5.0H30.0');
  });

  test('alone lasts until the moment known, and the line is empty', () => {
    const alone = heldSeriesOf(-50, [[0, 5]]);
    expect(heldPath(alone, { x, y, holdUntilMs: 90 })).toBe('M0.0 5.0H90.0');
    expect(heldPath(alone, { x, y, holdUntilMs: null })).toBe('M0.0 5.0H0.0');
    expect(linePath(alone, { x, y, step: true, holdUntilMs: 90 })).toBe('');
  });

  test('is empty where the first point is a sample of the range', () => {
    expect(heldPath(seriesOf([[0, 5]]), { x, y, holdUntilMs: 90 })).toBe('');
  });
});

describe('quality stretches', () => {
  test('last from the first sample of a class to the first of another', () => {
    const series = seriesOf([
      [0, 1],
      [10, null],
      [20, null],
      [30, 1],
      [40, null],
    ]);
    expect(qualityStretches(series, 50)).toEqual([
      { fromMs: 10, toMs: 30, quality: 'BAD' },
      { fromMs: 40, toMs: 50, quality: 'BAD' },
    ]);
  });

  test('tell uncertain from bad', () => {
    const series = { timesMs: [0, 10], values: [1, null], statuses: [UNCERTAIN, -1] };
    expect(qualityStretches(series, 20).map(({ quality }) => quality)).toEqual([
      'UNCERTAIN',
      'BAD',
    ]);
  });

  test('are joined where they touch', () => {
    const stretches = [
      { fromMs: 20, toMs: 30 },
      { fromMs: 0, toMs: 10 },
      { fromMs: 5, toMs: 20 },
      { fromMs: 40, toMs: 50 },
    ];
    expect(joinStretches(stretches)).toEqual([
      { fromMs: 0, toMs: 30 },
      { fromMs: 40, toMs: 50 },
    ]);
  });
});

describe('nice axis', () => {
  test.each([
    { low: 0, high: 100, domain: [0, 100], ticks: [0, 20, 40, 60, 80, 100], decimals: 0 },
    { low: 61.2, high: 63.9, domain: [61, 64], ticks: [61, 62, 63, 64], decimals: 0 },
    { low: 0.12, high: 0.29, domain: [0.1, 0.3], ticks: [0.1, 0.15, 0.2, 0.25, 0.3], decimals: 2 },
    { low: -7, high: 12, domain: [-10, 15], ticks: [-10, -5, 0, 5, 10, 15], decimals: 0 },
  ])('of $low to $high', ({ low, high, domain, ticks, decimals }) => {
    expect(niceAxis(low, high)).toEqual({ domain, ticks, decimals, exponentDigits: null });
  });

  test('has a height for a value that does not move', () => {
    for (const value of [0, 44, -1e6, 1e-5, 5e-324]) {
      const { domain } = niceAxis(value, value);
      expect(domain[0]).toBeLessThan(value);
      expect(domain[1]).toBeGreaterThan(value);
    }
  });

  test('shows a large counter move', () => {
    const { domain } = niceAxis(1_000_000_000, 1_000_000_900);
    expect(domain).toEqual([1_000_000_000, 1_000_001_000]);
  });

  test('holds every value, with few ticks', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, (first, second) => {
        const [low, high] = first < second ? [first, second] : [second, first];
        const { domain, ticks } = niceAxis(low, high);
        const slack = (high - low) * 1e-6 + 1e-9;
        expect(domain[0]).toBeLessThanOrEqual(low + slack);
        expect(domain[1]).toBeGreaterThanOrEqual(high - slack);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

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

describe('unit axes', () => {
  const pressure = seriesOf(
    [
      [0, 60],
      [1, 64],
    ],
    { id: 1 },
  );
  const casing = seriesOf([[0, 101]], { id: 2 });
  const rate = seriesOf([[0, 180]], { id: 3, unit: 'm³/d' });
  const pump = seriesOf([[0, 1]], { id: 4, unit: '', dataType: 'digital', states: ['Off', 'On'] });

  test('are one a unit, left and right in turn, and only a few are drawn', () => {
    const axes = unitAxes([pressure, rate, casing, pump], 2);
    expect(axes.map(({ unit, side, visible }) => [unit, side, visible])).toEqual([
      ['bar', 'left', true],
      ['m³/d', 'right', true],
      ['', 'left', false],
    ]);
    expect(axes[0]!.domain[0]).toBeLessThanOrEqual(60);
    expect(axes[0]!.domain[1]).toBeGreaterThanOrEqual(101);
  });

  test('have a tick a state for a digital tag', () => {
    expect(unitAxes([pump], 4)[0]).toMatchObject({ ticks: [0, 1], states: ['Off', 'On'] });
  });

  test('show the range of the instrument where nothing was good', () => {
    expect(unitAxes([seriesOf([[0, null]])], 4)[0]!.domain).toEqual([0, 250]);
  });
});

describe('cursor and zoom', () => {
  const window = { fromMs: 1_000, toMs: 2_000 };
  const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

  test('moves within the window', () => {
    expect(cursorAfterKey(null, key('ArrowLeft'))).toBeCloseTo(0.995);
    expect(cursorAfterKey(0.5, key('ArrowRight', true))).toBeCloseTo(0.55);
    expect(cursorAfterKey(1, key('ArrowRight'))).toBe(1);
    expect(cursorAfterKey(0.5, key('Home'))).toBe(0);
    expect(cursorAfterKey(0.5, key('Escape'))).toBeNull();
    expect(cursorAfterKey(0.5, key('x'))).toBeUndefined();
  });

  test('zooms to what was dragged over, either way, unless that is next to nothing', () => {
    expect(zoomTo(window, 0.8, 0.2)).toEqual({ fromMs: 1_200, toMs: 1_800 });
    expect(zoomTo(window, -1, 0.5)).toEqual({ fromMs: 1_000, toMs: 1_500 });
    expect(zoomTo(window, 0.5, 0.55)).toBeNull();
  });

  test('zooms in by half around the cursor, and out without leaving the past', () => {
    expect(zoomIn(window, 0)).toEqual({ fromMs: 1_000, toMs: 1_500 });
    expect(zoomIn(window, 0.5)).toEqual({ fromMs: 1_250, toMs: 1_750 });
    expect(zoomOut(window, 9_000)).toEqual({ fromMs: 500, toMs: 2_500 });
    expect(zoomOut(window, 2_100)).toEqual({ fromMs: 100, toMs: 2_100 });
  });
});
