import { describe, expect, test } from 'vitest';
import { clockOffsetMs, createServerClock } from '../../src/api/server-clock.ts';

describe('server clock', () => {
  const header = 'Sat, 21 Nov 2026 02:00:00 GMT';
  const serverMs = Date.parse(header) + 500;

  test('follows a server whose clock is far from ours', () => {
    const localMs = serverMs - 600_000;
    const clock = createServerClock(() => localMs + 100);
    expect(clock.nowMs()).toBe(localMs + 100);
    clock.note({ dateHeader: header, sentMs: localMs, arrivedMs: localMs });
    expect(clock.nowMs()).toBe(serverMs + 100);
  });

  test('keeps our own clock while the two agree as far as can be told', () => {
    const near = { dateHeader: header, sentMs: serverMs - 2_000, arrivedMs: serverMs - 1_000 };
    expect(clockOffsetMs(near)).toBe(0);
    const slow = { dateHeader: header, sentMs: serverMs - 20_000, arrivedMs: serverMs };
    expect(clockOffsetMs(slow)).toBe(0);
  });

  test('learns nothing from an answer without a date', () => {
    expect(clockOffsetMs({ dateHeader: null, sentMs: 0, arrivedMs: 0 })).toBeNull();
    expect(clockOffsetMs({ dateHeader: 'soon', sentMs: 0, arrivedMs: 0 })).toBeNull();
  });
});
