import { expect, test } from 'vitest';
import { byteBudget } from '../../src/http/byte-budget.ts';

test('all requests together hold no more bytes than there are, and have them again when one is done', () => {
  const begin = byteBudget(100);
  const [first, second] = [begin(), begin()];
  first.take(60);
  second.take(30);
  expect(() => second.take(11)).toThrow('more than 100 bytes of bodies at a time');
  first.release();
  first.release();
  first.take(1_000);
  second.take(70);
  expect(() => begin().take(1)).toThrow(expect.objectContaining({ code: 'THROTTLED' }));
  second.release();
  begin().take(100);
});
