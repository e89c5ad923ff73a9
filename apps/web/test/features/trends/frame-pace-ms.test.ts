import { describe, expect, test } from 'vitest';
import { framePaceMs, refreshPaceMs } from '../../../src/features/trends/frame-pace-ms.ts';

describe('pace', () => {
  test('is a pixel at a time within bounds', () => {
    expect(framePaceMs(300_000, 1_000)).toBe(300);
    expect(framePaceMs(300_000, 5_000)).toBe(250);
    expect(framePaceMs(7 * 86_400_000, 1_000)).toBe(5_000);
    expect(refreshPaceMs(300_000)).toBe(15_000);
    expect(refreshPaceMs(3_600_000)).toBe(120_000);
  });
});
