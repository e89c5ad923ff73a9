import { expect, test } from 'vitest';
import { safeNext } from '../src/safe-next.ts';

const LONG = 2_000;

test.each(['/', '/trend', '/trend?tags=1,2#here', '/users?q=Peña', `/${'a'.repeat(LONG - 1)}`])(
  '%s is an address of the console',
  (next) => {
    expect(safeNext(next)).toBe(next);
  },
);

test.each([
  '//example.com',
  '/\\example.com',
  '\\/example.com',
  '/\t/example.com',
  '/\n/example.com',
  '/\r\\example.com',
  '/trend\\..\\x',
  '/\u0000',
  ' /trend',
  'https://example.com',
  'javascript:alert(1)',
  'trend',
  '',
  `/${'a'.repeat(LONG)}`,
  undefined,
  7,
])('%j is none', (next) => {
  expect(safeNext(next)).toBeUndefined();
});
