import { describe, expect, test } from 'vitest';
import { createSilences } from '../../src/plant/create-silences.ts';

const UNIT_IDS = [1, 2, 3, 4];

/** Silent unit at each quarter of a second. */
function silencesOf(seed: number, seconds: number): (number | undefined)[] {
  const silentUnitAt = createSilences(seed, UNIT_IDS);
  return Array.from({ length: 4 * seconds }, (_, i) => silentUnitAt(250 * i));
}

describe('createSilences', () => {
  test('repeats its silences for the same seed', () => {
    expect(silencesOf(3, 600)).toEqual(silencesOf(3, 600));
    expect(silencesOf(3, 600)).not.toEqual(silencesOf(4, 600));
  });

  test.each([1, 2, 3, 4, 5])(
    'silences a unit for seconds within 30 s of the start (seed %i)',
    (seed) => {
      const silent = silencesOf(seed, 30).filter((unitId) => unitId !== undefined);
      expect(silent.length).toBeGreaterThanOrEqual(2 * 4);
      expect(silent.every((unitId) => UNIT_IDS.includes(unitId))).toBe(true);
    },
  );

  test('goes on about once a minute', () => {
    const units = silencesOf(1, 3_600);
    const starts = units.filter((unitId, i) => unitId !== undefined && units[i - 1] === undefined);
    expect(starts.length).toBeGreaterThan(45);
    expect(starts.length).toBeLessThan(80);
    expect(new Set(starts).size).toBe(4);
  });
});
