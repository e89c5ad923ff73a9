import type { UploadedImport } from '@varve/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importsJobs } from '../../../src/features/imports/index.ts';
import { usersImport } from '../../../src/features/users/index.ts';
import { listImports } from '../../../src/kit/imports/list-imports.ts';
import { previewImport } from '../../../src/kit/imports/preview-import.ts';
import { undoImport } from '../../../src/kit/imports/undo-import.ts';
import { openTenants } from '../../../src/kit/tenants.ts';
import { startImportHouse, type ImportHouse } from '../../support/import-house.ts';
import { refusalBy, type Caller, type PeopleServer } from '../../support/people-server.ts';
import { testAccess } from '../../support/test-access.ts';

let house: ImportHouse;
let server: PeopleServer;
let admin: Caller;
beforeAll(async () => {
  house = await startImportHouse();
  ({ server, admin } = house);
});
afterAll(() => house?.[Symbol.asyncDispose]());

describe('a file of users', () => {
  test('of 500 lines with 3 bad ones lists these by line and column, and the others are made', async () => {
    const lines = Array.from({ length: 500 }, (_, index) => `clerk${index},Clerk ${index},,viewer`);
    lines[9] = 'with space,Somebody,,viewer';
    lines[249] = 'clerk0,Twice,,viewer';
    lines[499] = 'clerk499,Clerk,not an address,wizard';
    const uploaded = await house.upload(`username,full name,e-mail,role\n${lines.join('\n')}\n`);
    const judged = await house.preview(uploaded);
    expect(judged).toMatchObject({ rowCount: 500, acceptedCount: 497, refusedCount: 3 });
    expect(judged.refusals).toEqual([
      { line: 11, field: 'username', column: 'username', code: 'invalid', value: 'with space' },
      { line: 251, field: 'username', column: 'username', code: 'repeated', value: 'clerk0' },
      { line: 501, field: 'email', column: 'e-mail', code: 'invalid', value: 'not an address' },
      { line: 501, field: 'roles', column: 'role', code: 'unknown', value: 'wizard' },
    ]);
    const { mapping } = judged;
    const wrong = admin.api.users.imports.write.mutate({
      ...uploaded,
      mapping,
      acceptedCount: 500,
    });
    expect(await refusalBy(wrong)).toMatchObject({ reason: 'CONFLICT' });
    const result = await admin.api.users.imports.write.mutate({
      ...uploaded,
      mapping,
      acceptedCount: 497,
    });
    expect(result).toMatchObject({ made: 497, leftOut: 3 });
    const { name, code } = result.links[0]!;
    expect(name).toBe('clerk0');
    expect((await server.enter(name, code)).headers.authorization).toMatch(/^Bearer /);
    const [kept] = await server.database.query<{ files: number; rows: number }>(
      `SELECT (SELECT count(*)::integer FROM import_files) AS files,
         (SELECT count(*)::integer FROM import_rows WHERE import_id = $1) AS rows`,
      [uploaded.id],
    );
    expect(kept).toEqual({ files: 0, rows: 497 });
  });

  test('in Latin-1 keeps its ñ, takes Spanish titles, and cells that look like formulas stay texts', async () => {
    const text =
      "Usuario;Nombre completo;Correo electrónico\r\npeñalba;Íñigo Peña;\r\ncalc;=cmd|'/c calc'!A1;\r\n";
    const { made, links } = await house.importAll(new Uint8Array(Buffer.from(text, 'latin1')));
    expect({ made, names: links.map(({ name }) => name) }).toEqual({
      made: 2,
      names: ['peñalba', 'calc'],
    });
    const { users } = await admin.api.users.list.query({ search: 'calc' });
    expect(users).toMatchObject([{ username: 'calc', fullName: "=cmd|'/c calc'!A1" }]);
    expect(await house.usernames('Íñigo')).toEqual(['peñalba']);
    // The columns of this file are the first suggestion for the next one.
    const { mapping } = await house.preview(
      await house.upload('x;Nombre completo;Usuario\na;b;c\n'),
    );
    expect(mapping).toEqual({ username: 2, fullName: 1 });
  });

  test('is read by the layout and the columns that a person chooses', async () => {
    const uploaded = await house.upload('ada\tAda\nbob\tBob\n');
    const layout = { ...uploaded.layout, hasHeader: false };
    const mapping = { username: 0, fullName: 1 };
    const judged = await admin.api.users.imports.preview.query({ ...uploaded, layout, mapping });
    expect(judged).toMatchObject({
      columns: ['1', '2'],
      acceptedCount: 2,
      sample: [
        ['ada', 'Ada'],
        ['bob', 'Bob'],
      ],
    });
    const without = await admin.api.users.imports.preview.query({
      ...uploaded,
      layout,
      mapping: {},
    });
    expect(without).toMatchObject({ acceptedCount: 0, refusedCount: 2 });
    expect(without.refusals[0]).toMatchObject({
      field: 'username',
      column: null,
      code: 'required',
    });
  });

  test('cannot give a role that may more than who imports', async () => {
    await server.database.query(
      `INSERT INTO role_permissions (tenant_id, role_id, permission_code)
       SELECT tenant_id, id, 'users.write' FROM roles WHERE name = 'viewer'`,
    );
    const viewer = await server.callerAs('viewer');
    const answer = await house.send('username,role\nboss,admin\n', viewer.headers);
    const { refusals } = await house.preview((await answer.json()) as UploadedImport, viewer);
    expect(refusals).toMatchObject([
      { line: 2, column: 'role', code: 'forbidden', value: 'admin' },
    ]);
  });

  test('is for nobody else, of this tenant or another', async () => {
    const uploaded = await house.upload('username\nsolo\n');
    const viewer = await server.callerAs('viewer');
    expect(await refusalBy(house.preview(uploaded, viewer))).toMatchObject({ reason: 'NOT_FOUND' });
    await using others = await openTenants(server.database.connectionString, 'other');
    const other = others.home;
    const access = testAccess(other.tenantId);
    const kind = usersImport;
    await expect(
      other.transaction((tx) => previewImport(tx, { kind, access, input: uploaded })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { id } = await house.importAll('username\nsolo\n');
    await expect(
      other.transaction((tx) => undoImport(tx, { kind, access, input: { id } })),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await other.transaction((tx) => listImports(tx, 'users', { limit: 50 }))).toEqual({
      imports: [],
      nextCursor: null,
    });
  });

  test('that is another upload of the same user takes the place of the one before', async () => {
    const first = await house.upload('username\nfirst\n');
    const second = await house.upload('username\nsecond\n');
    expect(await refusalBy(house.preview(first))).toMatchObject({ reason: 'NOT_FOUND' });
    expect(await house.preview(second)).toMatchObject({ acceptedCount: 1 });
  });

  test('is kept for a day, and then removed with its bytes', async () => {
    const uploaded = await house.upload('username\nlate\n');
    await server.database.query(
      "UPDATE imports SET created_at = now() - interval '25 hours' WHERE id = $1",
      [uploaded.id],
    );
    expect(await refusalBy(house.preview(uploaded))).toMatchObject({ reason: 'NOT_FOUND' });
    const said = await importsJobs[0]!.run({
      signal: new AbortController().signal,
      transaction: (work) => server.tenant.transaction(work),
      report: () => undefined,
      runId: crypto.randomUUID(),
      tenantId: server.tenant.tenantId,
      directory: server.database.directory,
    });
    expect(said).toBe('1 files removed');
    const left = 'SELECT FROM import_files WHERE import_id = $1';
    expect(await server.database.query(left, [uploaded.id])).toEqual([]);
  });
});

describe('an upload', () => {
  test('is refused without a session, without the right, for a kind that is none, and above 8 MiB', async () => {
    expect((await house.send('username\nx\n', {})).status).toBe(401);
    const operator = await server.callerAs('operator');
    const denied = await house.send('username\nx\n', operator.headers);
    expect(denied.status).toBe(403);
    expect(await denied.text()).toContain('users.write');
    expect((await house.send('x\n', admin.headers, 'wells')).status).toBe(404);
    expect((await house.send('x'.repeat(8 * 1_048_576 + 1))).status).toBe(413);
  });

  test('of a workbook says so, by its bytes', async () => {
    const answer = await house.send('PK\u0003\u0004');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('file_is_workbook');
  });
});
