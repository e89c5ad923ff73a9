import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wordsEn } from '../apps/web/src/features/users/words.en.ts';
import { openDatabase, type TestDatabase } from '../packages/db/test/support/database.ts';
import { RUNNABLE_ENGINES } from '../packages/db/test/support/engines.ts';

const README = new URL('../packages/contract/README.md', import.meta.url);
const ROW = /^\| `([a-z.]+\.[a-z]+)` +\| (.+?) +\|$/gm;

let database: TestDatabase;
let stored: Readonly<Record<string, string>>;
beforeAll(async () => {
  database = await openDatabase(RUNNABLE_ENGINES[0]!);
  const { rows } = await database.pool.query<{ code: string; description: string }>(
    'SELECT code, description FROM permissions',
  );
  stored = Object.fromEntries(rows.map(({ code, description }) => [code, description]));
});
afterAll(async () => database?.[Symbol.asyncDispose]());

describe('what a permission allows', () => {
  test('is said by the contract as by the database', () => {
    const told = [...readFileSync(README, 'utf8').matchAll(ROW)].map(([, code, text]) => [
      code,
      text,
    ]);
    expect(told.length).toBeGreaterThan(40);
    expect(Object.fromEntries(told)).toEqual(stored);
  });

  test('is said by the English console as by the database', () => {
    expect(wordsEn.permissions).toEqual(stored);
  });
});
