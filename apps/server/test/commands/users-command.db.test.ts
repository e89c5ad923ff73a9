import { afterAll, beforeAll, expect, test } from 'vitest';
import { runVarve } from '../../../../test/varve-process.ts';
import { refusalBy, startPeopleServer, type PeopleServer } from '../support/people-server.ts';

let server: PeopleServer;
beforeAll(async () => {
  server = await startPeopleServer();
});
afterAll(async () => server?.[Symbol.asyncDispose]());

/** Runs `varve users …` on the database of the server, which goes on. */
async function users(...parameters: string[]) {
  const database = ['--database', server.database.connectionString];
  const { code, stdout, stderr } = await runVarve('users', ...parameters, ...database);
  return { code, stdout, stderr };
}
const told = async (...parameters: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await users(...parameters, '--json')).stdout) as Record<string, unknown>;

test(
  'a shell makes a user, resets his password, and lets him in or not, while the server runs',
  { timeout: 120_000 },
  async () => {
    const made = await told(
      'add',
      'nadia',
      '--role',
      'admin',
      'viewer',
      '--full-name',
      'Nadia Gil',
    );
    const codeOf = (link: unknown): string => /^\/enter#(.{43})$/.exec(String(link))![1]!;
    const nadia = await server.enter('nadia', codeOf(made['link']));
    expect((await nadia.api.session.me.query()).roles).toEqual(['admin', 'viewer']);
    expect((await users('list')).stdout).toBe('nadia (Nadia Gil): active, admin, viewer\n');

    const reset = await told('reset', 'NADIA');
    expect((await refusalBy(nadia.api.session.me.query())).reason).toBe('SESSION_EXPIRED');
    const again = await server.enter('nadia', codeOf(reset['link']));

    const last = await users('disable', 'nadia');
    expect(last).toMatchObject({ code: 1, stdout: '' });
    expect(last.stderr).toContain('this is the last admin: make another one first');
    await users('add', 'olga', '--role', 'admin');
    expect(await told('disable', 'nadia')).toEqual({ username: 'nadia', enabled: false });
    expect((await refusalBy(again.api.session.me.query())).reason).toBe('SESSION_EXPIRED');
    expect((await users('enable', 'nadia')).stdout).toBe('nadia is enabled\n');
  },
);

test.each([
  ['a user that is not there', ['reset', 'nobody'], 'there is no user nobody'],
  ['a role that is not there', ['add', 'x', '--role', 'boss'], 'there is no role boss, only '],
  ['a tenant that is not there', ['list', '--tenant', 'none'], 'there is no tenant none'],
  ['a name with a space', ['add', 'a b', '--role', 'viewer'], 'the name: expected a name without'],
  ['no role', ['add', 'x'], "required option '--role"],
])('%s ends with the exit code 2, and is named', async (_what, parameters, words) => {
  const { code, stdout, stderr } = await users(...parameters);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
});
