import { describe, expect, test } from 'vitest';
import {
  cursorAfterKey,
  zoomIn,
  zoomOut,
  zoomTo,
} from '../../../src/kit/chart/cursor-after-key.ts';

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
