import { describe, expect, test } from 'vitest';
import { limitMessages } from '../../../src/http/stream/limit-messages.ts';

describe('the limit of messages', () => {
  test('lets a hundred in at once, and then twenty a second', () => {
    let nowMs = 0;
    const limit = limitMessages(() => nowMs);
    const letIn = (count: number): number =>
      Array.from({ length: count }, () => limit.letIn()).filter(Boolean).length;
    expect(letIn(200)).toBe(100);
    nowMs += 1_000;
    expect(letIn(200)).toBe(20);
  });

  test('counts two hundred tags as a message', () => {
    let nowMs = 0;
    const limit = limitMessages(() => nowMs);
    const tagIds = Array.from({ length: 5_000 }, (_, id) => id + 1);
    const ask = (): boolean => limit.letIn() && limit.letAsk({ type: 'subscribe', tagIds });
    expect([ask(), ask(), ask(), ask(), ask()]).toEqual([true, true, true, true, false]);
    nowMs += 1_000;
    expect(ask()).toBe(false);
    nowMs += 1_000;
    expect(ask()).toBe(true);
  });

  test('charges a few tags, and who says who he is, no more than a message', () => {
    const limit = limitMessages(() => 0);
    let letIn = 0;
    while (limit.letIn() && limit.letAsk({ type: 'unsubscribe', tags: ['a'] })) letIn++;
    expect(letIn).toBe(100);
    expect(limit.letAsk({ type: 'authenticate', token: 'x' })).toBe(true);
  });
});
