import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';
import { cookiesOf } from '../../support/test-client.ts';

const PERSON = { username: 'first', fullName: 'The First', password: 'seven herons on the pier' };

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(async () => server?.[Symbol.asyncDispose]());

const setUp = (code: string, given: object = {}): Promise<Response> =>
  server.post('/api/setup', { code, ...PERSON, ...given });
const codeOf = async (response: Response): Promise<[number, unknown]> => [
  response.status,
  ((await response.json()) as { code?: string }).code,
];

describe('the set-up', () => {
  test('takes the code that the server wrote to a file of its own, once', async () => {
    const code = await server.security.setUpCode.issue();
    const file = join(server.database.directory, 'setup-code');
    expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o777]).toEqual([
      `${code}\n`,
      0o600,
    ]);
    const entrance = (): Promise<unknown> =>
      fetch(`${server.address}/api/session/entrance`).then((answer) => answer.json());
    expect(await entrance()).toMatchObject({ isSetUp: false });
    expect(await codeOf(await setUp('AAAAA-AAAAA-AAAAA-AAAAA'))).toEqual([
      403,
      'SET_UP_CODE_WRONG',
    ]);
    const done = await setUp(code);
    expect(done.status).toBe(201);
    expect(cookiesOf(done).get('__Host-varve-access')).toBeTruthy();
    await expect(stat(file)).rejects.toThrow('ENOENT');
    expect(await codeOf(await setUp(code, { username: 'second' }))).toEqual([409, 'SET_UP_DONE']);
    expect(await entrance()).toMatchObject({ isSetUp: true });
    expect(await server.entries('set_up_refused')).toMatchObject([
      { outcome: 'failed', client_address: '127.0.0.1' },
    ]);
  });

  test('takes one of two at once', async () => {
    const code = await server.security.setUpCode.issue();
    const answers = await Promise.all([setUp(code), setUp(code, { username: 'second' })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const users = await server.database.query('SELECT FROM users');
    const sessions = await server.database.query('SELECT FROM sessions');
    expect([users.length, sessions.length]).toEqual([1, 1]);
  });

  test('takes no code any more after ten wrong ones', async () => {
    const code = await server.security.setUpCode.issue();
    for (let attempt = 0; attempt < 10; attempt++) await setUp('AAAAA-AAAAA-AAAAA-AAAAA');
    expect(await codeOf(await setUp(code))).toEqual([403, 'SET_UP_CODE_WRONG']);
  });

  test('is open to nobody where no code was made', async () => {
    expect(await codeOf(await setUp(''))).toEqual([403, 'SET_UP_CODE_WRONG']);
  });

  test.each([
    ['a weak password', { password: 'short' }, 'PASSWORD_WEAK'],
    ['a name with spaces', { username: 'the first' }, 'INPUT_INVALID'],
    ['a zero in a name', { fullName: 'a\u0000b' }, 'INPUT_INVALID'],
    ['a key that it does not know', { tenantId: 'x' }, 'INPUT_INVALID'],
  ])('refuses %s, and may be tried again', async (_what, given, code) => {
    const right = await server.security.setUpCode.issue();
    expect(await codeOf(await setUp(right, given))).toEqual([400, code]);
    expect((await setUp(right)).status).toBe(201);
  });
});
