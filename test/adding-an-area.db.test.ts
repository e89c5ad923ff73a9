import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as twoTenants from '../apps/server/test/support/two-tenants.ts';
import type * as faults from '../apps/server/test/support/procedure-faults.ts';
import type * as serverRouter from '../apps/server/src/router.ts';
import type * as procedures from '../apps/server/src/trpc/list-procedures.ts';
import type * as pages from '../apps/web/sheets/list-pages.ts';
import type * as database from '../packages/db/src/index.ts';
import type * as contract from '../packages/contract/src/index.ts';
import type * as seed from '../packages/db/src/seed/platform-steps.ts';
import type * as areas from '../packages/db/scripts/areas.ts';
import {
  copyRepositoryWithArea,
  type CopiedRepository,
} from './adding-an-area/copy-repository-with-area.ts';

// "Adding an area" of CONTRIBUTING.md, followed: what the page leaves out fails here.
const ROOT = join(import.meta.dirname, '..');
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const run = promisify(execFile);

interface Entries {
  readonly entries: readonly { readonly body: string; readonly author: string | null }[];
}

/** Calls of the area that the copy has, and this repository has not. */
interface ShiftLogCaller {
  readonly shiftLog: {
    write(input: { body: string }): Promise<{ id: string }>;
    list(input: object): Promise<Entries>;
  };
}

let copy: CopiedRepository;
beforeAll(async () => {
  copy = await copyRepositoryWithArea();
});
afterAll(() => copy?.[Symbol.asyncDispose]());

/** Loads a module of the copy. */
async function load<Module>(path: string): Promise<Module> {
  return (await import(join(copy.folder, path))) as Module;
}

/** Runs a tool of the repository in the copy; gives what it complains about. */
async function complaints(...command: readonly string[]): Promise<string> {
  return run(process.execPath, [...command], { cwd: copy.folder }).then(
    () => '',
    (error: Error & { stdout: string; stderr: string }) =>
      `${error.message}\n${error.stdout}${error.stderr}`,
  );
}

describe('an area that was added as CONTRIBUTING.md says', () => {
  test('has a page whose route is written, and types that fit from contract to console', async () => {
    // The console's types reach through the server down to the contract: one program has all of the area.
    await writeFile(
      join(copy.folder, 'apps/web/tsconfig.area.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['src'] }),
    );
    expect(await complaints('apps/web/write-route-tree.ts')).toBe('');
    expect(await complaints(TSC, '-p', 'apps/web/tsconfig.area.json')).toBe('');
    const { listPages } = await load<typeof pages>('apps/web/sheets/list-pages.ts');
    expect((await listPages()).map(({ name }) => name)).toContain('shift-log');
  });

  test('keeps the borders between rooms', async () => {
    const folders = ['apps/server/src', 'apps/web/src', 'packages/contract/src'];
    expect(await complaints(join(ROOT, 'node_modules/oxlint/bin/oxlint'), ...folders)).toBe('');
  });

  test('has procedures that keep the rules of all procedures', async () => {
    const { router } = await load<typeof serverRouter>('apps/server/src/router.ts');
    const { listProcedures } = await load<typeof procedures>(
      'apps/server/src/trpc/list-procedures.ts',
    );
    const { procedureFaults } = await load<typeof faults>(
      'apps/server/test/support/procedure-faults.ts',
    );
    const added = listProcedures(router).filter(({ name }) => name.startsWith('shiftLog.'));
    expect(added.map(({ name }) => name)).toEqual(['shiftLog.list', 'shiftLog.write']);
    expect(added.flatMap(procedureFaults)).toEqual([]);
  });

  test('has a migration that goes back, and use cases that keep two tenants apart', async () => {
    const { migrate, rollback } = await load<typeof database>('packages/db/src/index.ts');
    const { areaOf } = await load<typeof areas>('packages/db/scripts/areas.ts');
    const { permission } = await load<typeof contract>('packages/contract/src/index.ts');
    const { startTwoTenants } = await load<typeof twoTenants>(
      'apps/server/test/support/two-tenants.ts',
    );
    await using house = await startTwoTenants();
    const { connectionString } = house.database;
    const rights = async (): Promise<string[]> => {
      const rows = await house.database.query<{ code: string }>('SELECT code FROM permissions');
      return rows.map(({ code }) => code).toSorted();
    };
    const before = await rights();
    expect((await migrate(connectionString)).done).toEqual([expect.stringMatching('shift_log')]);
    expect(areaOf('shift_log_entries')).toBe('shift-log');
    expect(await rights()).toEqual(permission.options.toSorted());
    const acme = house.acme.caller as unknown as ShiftLogCaller;
    const globex = house.globex.caller as unknown as ShiftLogCaller;
    await acme.shiftLog.write({ body: 'pump 2 drips' });
    expect((await acme.shiftLog.list({})).entries).toEqual([
      expect.objectContaining({ body: 'pump 2 drips', author: 'boss' }),
    ]);
    expect((await globex.shiftLog.list({})).entries).toEqual([]);
    const { PLATFORM_STEPS } = await load<typeof seed>('packages/db/src/seed/platform-steps.ts');
    const { sql } = PLATFORM_STEPS.find(({ name }) => name === 'shift log')!;
    await house.globex.transaction(({ $client }) => $client.query(sql));
    expect((await globex.shiftLog.list({})).entries).toHaveLength(1);
    expect((await acme.shiftLog.list({})).entries).toHaveLength(1);
    await rollback(connectionString, 1);
    expect(await rights()).toEqual(before);
    await expect(acme.shiftLog.list({})).rejects.toThrow('shift_log_entries');
  });
});
