import { describe, expect, test } from 'vitest';
import { connect, openPool, parseConnectionString } from '../../src/index.ts';
import { programEnvironment } from '../../src/backup/program-environment.ts';

describe('parseConnectionString', () => {
  test.each([
    [
      'postgres://u:p%25ss%23%2F1@h/db',
      { user: 'u', password: 'p%ss#/1', host: 'h', database: 'db' },
    ],
    ['postgresql://h', { host: 'h' }],
    [
      'postgres://u:a:b@[::1]:5433/db',
      { user: 'u', password: 'a:b', host: '::1', port: 5433, database: 'db' },
    ],
    [
      'postgres://op@/db?host=/run/pg&port=5433',
      { user: 'op', host: '/run/pg', port: 5433, database: 'db' },
    ],
    ['postgres://op@%2Frun%2Fpg/db', { user: 'op', host: '/run/pg', database: 'db' }],
    [
      'postgres://h/db?user=u&password=a%20b%26c',
      { host: 'h', database: 'db', user: 'u', password: 'a b&c' },
    ],
    ['postgres://h/db?sslmode=no-verify', { host: 'h', database: 'db', sslMode: 'require' }],
    [
      'postgres://h/db?ssl=true&uselibpqcompat=true',
      { host: 'h', database: 'db', sslMode: 'require' },
    ],
    ['host=h port=5433 user=u dbname=db', { host: 'h', port: 5433, user: 'u', database: 'db' }],
    [
      String.raw`host = h password='it\'s a \\' user=a\ b`,
      { host: 'h', password: String.raw`it's a \ `.trim(), user: 'a b' },
    ],
    [
      "host=/run/pg options='-c work_mem=1MB' connect_timeout=3",
      { host: '/run/pg', options: '-c work_mem=1MB', connectTimeoutS: 3 },
    ],
  ])('reads %s', (text, target) => {
    expect(parseConnectionString(text)).toEqual(target);
  });

  test.each([
    ['postgres://u:p%ss%23%2F1@h/db', 'a % in it'],
    ['postgres://u:p%ff1@h/db', 'a % in it'],
    ['postgres://u:p%ss#/1@h/db', 'a character that parts it'],
    ['postgres://u:12#34@h/db', 'a character that parts it'],
    ['postgres://u:12?34@h/db', 'a part of its query has no ='],
    ['postgres://u:12?3=4@h/db', 'a setting in it is none of host, port'],
    ['postgres://u:12/34@h/db', 'a character that parts it'],
    ['postgres://u:p@ss@h/db', 'a character that parts it'],
    ['postgres://u:p ss@h/db', 'it has a space'],
    ['postgres://u:p@h1,h2/db', 'it names several hosts'],
    ['postgres://u:p@h:99999/db', 'its port'],
    ['postgres://u:p@h:x/db', 'its port'],
    ['mysql://u:p@h/db', 'a character that parts it'],
    ['postgres:/h/db', 'it is neither a URL nor name=value pairs'],
    ['/run/pg db', 'it is neither a URL nor name=value pairs'],
    ['', 'it is neither a URL nor name=value pairs'],
    ["host=h password='open", 'it is neither a URL nor name=value pairs'],
    ['host=h password=two words', 'it is neither a URL nor name=value pairs'],
    ['host=h pass=secret', 'a setting in it is none of host, port'],
    ['postgres://h/db?sslmode=always', 'sslmode is none of disable, allow'],
    ['postgres://h/db?sslmode=verify-ca', 'sslmode=verify-ca wants sslrootcert=<file>'],
    ['postgres://h/db?connect_timeout=soon', 'connect_timeout is no number of seconds'],
  ])('refuses %j in one line that says how to write it', (text, reason) => {
    const refusal = refusalOf(() => parseConnectionString(text));
    expect(refusal).toMatchObject({ code: 'CONNECTION_STRING_INVALID' });
    expect(refusal.message).toContain(`the connection string cannot be read: ${reason}`);
    expect(refusal.message).toContain('write postgres://user:password@host:5432/database');
    expect(refusal.message).not.toMatch(/\n|12\b|34\b|ss@|secret|two words/);
  });

  test('refuses the same for one connection, for a pool, and for a program', async () => {
    const text = 'postgres://u:p%ss#/1@h/db';
    const expected = { code: 'CONNECTION_STRING_INVALID' };
    await expect(connect(text, 'test')).rejects.toMatchObject(expected);
    const settings = { maxConnections: 1, statementTimeoutMs: 1_000 };
    expect(refusalOf(() => openPool(text, 'test', settings))).toMatchObject(expected);
    expect(refusalOf(() => programEnvironment(text))).toMatchObject(expected);
  });
});

test('a program gets everything by its environment, in the words of libpq', () => {
  const text =
    'postgres://u:p%25ss@h:5433/db?sslmode=no-verify&uselibpqcompat=true&options=-c%20a=b';
  expect(programEnvironment(text)).toMatchObject({
    PGHOST: 'h',
    PGPORT: '5433',
    PGUSER: 'u',
    PGPASSWORD: 'p%ss',
    PGDATABASE: 'db',
    PGSSLMODE: 'require',
    PGOPTIONS: '-c a=b',
  });
  expect(programEnvironment('dbname=db')).toMatchObject({
    PGHOST: 'localhost',
    PGSSLMODE: 'prefer',
  });
});

function refusalOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}
