import { describe, expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from '../../../src/kit/time-range/from-local-input.ts';

describe('local input', () => {
  test('reads back what it wrote', () => {
    const timeMs = new Date(2026, 0, 2, 3, 4, 5).getTime();
    expect(toLocalInput(timeMs)).toBe('2026-01-02T03:04:05');
    expect(fromLocalInput(toLocalInput(timeMs), 0)).toBe(timeMs);
  });

  test.each(['', 'soon', '2026-01-02', '2026-13-45T99:99'])('takes "%s" for no time', (text) => {
    expect(fromLocalInput(text, 0)).toBeNull();
  });
});
