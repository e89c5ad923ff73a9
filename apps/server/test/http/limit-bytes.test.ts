import { expect, test } from 'vitest';
import { limitBytes } from '../../src/http/limit-bytes.ts';

const LIMITS = { bytesPerSecond: 100, burstBytes: 200, requests: 2 };

test('a caller who has sent more than his bucket holds waits until it fills again', () => {
  let nowMs = 0;
  const letIn = limitBytes(LIMITS, () => nowMs);
  const first = letIn('a');
  first.take(450);
  first.leave();
  expect(() => letIn('a')).toThrow(
    expect.objectContaining({ code: 'THROTTLED', retryAfterSeconds: 3 }),
  );
  letIn('b').leave();
  nowMs = 2_400;
  expect(() => letIn('a')).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
  nowMs = 2_600;
  letIn('a').leave();
});

test('a bucket holds no more than a burst, however long nothing came', () => {
  let nowMs = 0;
  const letIn = limitBytes(LIMITS, () => nowMs);
  letIn('a').leave();
  nowMs = 1e9;
  letIn('a').take(250);
  expect(() => letIn('a')).toThrow(expect.objectContaining({ code: 'THROTTLED' }));
});

test('a caller has a number of requests at a time', () => {
  const letIn = limitBytes(LIMITS, () => 0);
  const first = letIn('a');
  letIn('a');
  expect(() => letIn('a')).toThrow(
    expect.objectContaining({ code: 'THROTTLED', retryAfterSeconds: 1 }),
  );
  first.leave();
  letIn('a');
});
