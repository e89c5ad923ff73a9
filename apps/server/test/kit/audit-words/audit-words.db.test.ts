import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTION_WORDS } from '../../../src/kit/audit-words/action-words.ts';
import { RESOURCE_WORDS } from '../../../src/kit/audit-words/resource-words.ts';
import { startTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const SOURCES = fileURLToPath(new URL('../../../src', import.meta.url));
/** Events whose action is a parameter are written down as a type, `event: 'one' | 'another'`. */
const EVENT = /record_event\('(\w+)'(?:, '(\w+)')?|record_event\(\$1, '(\w+)'/g;
const EVENT_TYPE = /readonly event: ([^;]+);/g;

let database: TestDatabase;
const actions = new Set(['insert', 'update', 'delete']);
const resources = new Set<string>();
beforeAll(async () => {
  database = await startTestDatabase();
  const tables = await database.query<{ name: string }>(
    "SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'keep_history'",
  );
  for (const { name } of tables) resources.add(name);
  const files = (await readdir(SOURCES, { recursive: true })).filter((file) =>
    file.endsWith('.ts'),
  );
  for (const file of files) {
    const text = await readFile(join(SOURCES, file), 'utf8');
    for (const [, action, resource, other] of text.matchAll(EVENT)) {
      if (action !== undefined) actions.add(action);
      for (const name of [resource, other]) if (name !== undefined) resources.add(name);
    }
    if (text.includes('record_event($1'))
      for (const [, type] of text.matchAll(EVENT_TYPE))
        for (const [, action] of type!.matchAll(/'(\w+)'/g)) actions.add(action!);
  }
});
afterAll(async () => database?.[Symbol.asyncDispose]());

describe('the words of the audit log in reports', () => {
  test('say each action that the server writes, and no other', () => {
    expect(actions).toContain('tenant_reopened');
    expect(Object.keys(ACTION_WORDS).toSorted()).toEqual([...actions].toSorted());
  });

  test('say each table whose history is kept and each thing of an event, and no other', () => {
    expect(Object.keys(RESOURCE_WORDS).toSorted()).toEqual([...resources].toSorted());
  });
});
