import { describe, expect, test } from 'vitest';
import { clockOffsetMs, createServerClock } from '../src/api/server-clock.ts';
import { createConnection } from '../src/api/connection/connection.ts';

describe('connection', () => {
  test('is lost with its first failing witness, and says since when', () => {
    let nowMs = 5;
    const connection = createConnection(() => nowMs);
    expect(connection.state().kind).toBe('connecting');
    connection.answered('question');
    expect(connection.state().kind).toBe('online');
    connection.failed('stream');
    nowMs = 9;
    connection.failed('stream');
    expect(connection.state()).toEqual({ kind: 'lost', lostSinceMs: 5 });
  });

  test('is not brought back by an answer while the stream is down', () => {
    const connection = createConnection(() => 0);
    connection.failed('stream');
    connection.answered('question');
    expect(connection.state().kind).toBe('lost');
    connection.answered('stream');
    expect(connection.state().kind).toBe('online');
  });

  test('is brought back by the stream alone, and by leaving the page that had it', () => {
    const connection = createConnection(() => 0);
    connection.failed('question');
    connection.answered('stream');
    expect(connection.state().kind).toBe('online');
    connection.failed('stream');
    connection.forget('stream');
    expect(connection.state().kind).toBe('online');
  });

  test('tells of changes only', () => {
    const connection = createConnection(() => 0);
    const kinds: string[] = [];
    connection.subscribe(() => kinds.push(connection.state().kind));
    connection.answered('stream');
    connection.answered('question');
    connection.failed('question');
    connection.failed('stream');
    expect(kinds).toEqual(['online', 'lost']);
  });
});

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
