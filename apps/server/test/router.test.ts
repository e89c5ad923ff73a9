import { readFile } from 'node:fs/promises';
import { noInput } from '@varve/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { router } from '../src/router.ts';
import { listProcedures, type Procedure } from '../src/trpc/list-procedures.ts';
import { endlessLists, procedureFaults } from './support/procedure-faults.ts';

const PROCEDURES = listProcedures(router);
const DOCUMENT = new URL('../../../docs/permissions.md', import.meta.url);

test('docs/permissions.md names the procedures of every area, and no other', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  const documented = [...text.matchAll(/^\| `(\w+(?:\.\w+)+)` /gm)].map(([, name]) => name!);
  const names = PROCEDURES.map(({ name }) => name);
  expect(
    new Set(names),
    'UPDATE_PERMISSIONS=1 npx --yes pnpm@12 test apps/server/test/permissions.db.test.ts writes it',
  ).toEqual(new Set(documented));
});

test.each(PROCEDURES)('the procedure $name keeps the rules of all procedures', (procedure) => {
  expect(procedureFaults(procedure)).toEqual([]);
});

describe('the walk over the procedures', () => {
  const good: Procedure = {
    name: 'tags.list',
    type: 'query',
    permission: 'tags.read',
    input: noInput,
    output: noInput,
  };

  test('finds a schema that the contract does not export, and a list in it without an end', () => {
    const output = z.strictObject({ rows: z.array(z.string()) });
    expect(procedureFaults({ ...good, output })).toEqual([
      'tags.list: its output is not exported by index.ts of the contract',
      'tags.list: its output has a list without .max at /properties/rows',
    ]);
  });

  test('finds a permission that is missing, or not of the contract', () => {
    expect(procedureFaults(good)).toEqual([]);
    expect(procedureFaults({ ...good, permission: null })).toEqual([
      'tags.list: only procedures of session are without a permission: use may(…)',
    ]);
    expect(procedureFaults({ ...good, permission: 'tags.forge' as 'tags.read' })).toEqual([
      'tags.list: permission.ts of the contract does not list tags.forge',
    ]);
    expect(procedureFaults({ ...good, name: 'session.me' })).toHaveLength(1);
  });

  test('finds a list within a list', () => {
    const schema = z.object({ rows: z.array(z.object({ tags: z.array(z.string()).max(3) })) });
    expect(endlessLists(schema, 'output')).toEqual(['/properties/rows']);
  });
});
