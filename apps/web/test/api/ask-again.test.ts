import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { askAgain } from '../../src/api/ask-again.ts';

const failed = (httpStatus: number): Error =>
  TRPCClientError.from({ error: { message: 'no', code: -32_000, data: { httpStatus } } });

test.each([400, 401, 403, 404, 429])(
  'a question that is refused by %d is not repeated',
  (status) => {
    expect(askAgain(0, failed(status))).toBe(false);
  },
);

test.each([408, 500, 503])('a question that failed by %d is asked once more', (status) => {
  expect([askAgain(0, failed(status)), askAgain(1, failed(status))]).toEqual([true, false]);
});

test('a question that did not reach the server is asked once more', () => {
  expect(askAgain(0, new TypeError('fetch failed'))).toBe(true);
});
