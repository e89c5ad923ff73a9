import { describe, expect, test } from 'vitest';
import { createConnection } from '../../src/api/connection/connection.ts';

describe('connection', () => {
  test('is lost with its first failing witness, and says since when', () => {
    let nowMs = 5;
    const connection = createConnection(() => nowMs);
    expect(connection.state().kind).toBe('unknown');
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

  test('is unknown while nobody looks, and connecting from when somebody does', () => {
    const connection = createConnection(() => 0);
    expect(connection.state().kind).toBe('unknown');
    connection.waits('stream');
    expect(connection.state().kind).toBe('connecting');
    connection.forget('stream');
    expect(connection.state().kind).toBe('unknown');
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
