import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as contract from '../src/index.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const firstColumn = (pattern: RegExp): string[] =>
  [...README.matchAll(pattern)].map((match) => match[1]!).toSorted();

test('the README has every error code, and no other', () => {
  expect(firstColumn(/^\| `([A-Z_]+)` /gm)).toEqual(contract.errorCode.options.toSorted());
});

test('the README has every permission, and no other', () => {
  const named = new Set(firstColumn(/^\| `([a-z-]+\.[a-z-]+)` /gm));
  expect([...named]).toEqual(contract.permission.options.toSorted());
});
