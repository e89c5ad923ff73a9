import { describe, expect, test } from 'vitest';
import { rateMeter } from '../../../src/main/own-figures/rate-meter.ts';

/** A meter that is asked every ten seconds. */
function meter() {
  let nowMs = 0;
  const rate = rateMeter(() => (nowMs += 10_000));
  return (counts: Readonly<Record<string, number>>) => rate(new Map(Object.entries(counts)));
}

describe('a rate', () => {
  test('is not known at first, and is of what came since the time before', () => {
    const rate = meter();
    expect(rate({ one: 1_000, other: 50 })).toBeUndefined();
    expect(rate({ one: 1_100, other: 70 })).toBe(12);
    expect(rate({ one: 1_100, other: 70 })).toBe(0);
  });

  test('is of the others where a source goes', () => {
    const rate = meter();
    rate({ one: 1_000, other: 50 });
    expect(rate({ other: 70 })).toBe(2);
  });

  test('counts all of a source that comes, or that began again', () => {
    const rate = meter();
    rate({ one: 1_000 });
    expect(rate({ one: 1_000, other: 30 })).toBe(3);
    expect(rate({ one: 40, other: 30 })).toBe(4);
  });
});
