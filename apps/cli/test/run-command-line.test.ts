import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCommand } from '@varve/demo/demo-command';
import { serverCommands } from '@varve/server/server-commands';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../src/run-command-line.ts';

let folder: string;
let told: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varve-test-'));
  await writeFile(join(folder, 'file'), 'sources: [1');
  await writeFile(join(folder, 'empty.yaml'), 'sources: []');
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  told = '';
  const tell = (text: string | Uint8Array): boolean => {
    told += String(text);
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(tell);
  vi.spyOn(process.stdout, 'write').mockImplementation(tell);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the whole command line; `FOLDER` in a parameter is a folder with the files above. */
async function run(...parameters: readonly string[]): Promise<number> {
  const given = parameters.map((parameter) => parameter.replace('FOLDER', folder));
  await runCommandLine(['node', 'varve', ...given], [...serverCommands(), demoCommand()]);
  return Number(process.exitCode ?? 0);
}

describe('what was given wrong', () => {
  test.each([
    ['a command', ['nonsense'], "unknown command 'nonsense'", 'varve --help'],
    ['no command', [], 'Usage: varve', 'start'],
    ['an option', ['migrate', '--databse', 'x'], "'--databse'", 'Did you mean --database?'],
    ['a missing option', ['start'], '--config <file>', 'varve start --help'],
    ['an option too many', ['migrate', 'now'], 'too many arguments', 'varve migrate --help'],
    ['a port', ['start', '--config', 'x', '--port', '99999'], "'99999'", 'from 1 to 65535'],
    ['a level', ['demo', '--log-level', 'loud'], "'loud'", 'debug, info, warn, error'],
    ['a time', ['seal', '--before', 'yesterday'], "'yesterday'", 'ISO 8601'],
    ['a count', ['rollback', '0'], "'0'", 'whole number of 1 or more'],
    ['a duration', ['demo', '--for', '5'], "'5'", '30s, 5m, 1h'],
    ['a seed', ['demo', '--seed', 'x'], "'x'", 'expected an integer'],
    ['a kind', ['seed', 'other'], "'other'", 'dev, test'],
    ['a subcommand', ['migrations', 'list'], "'list'", 'varve migrations --help'],
    ['a folder', ['migrate', '--directory', 'FOLDER/file'], 'FOLDER/file is a file', '--directory'],
    ['a folder of backups', ['backup', 'FOLDER/file'], 'FOLDER/file is a file', 'folder'],
    ['a host', ['start', '--config', 'x', '--host', 'http://h'], "'http://h'", '127.0.0.1'],
    ['no file', ['start', '--config', 'FOLDER/none'], 'FOLDER/none', '--config'],
    ['no YAML', ['start', '--config', 'FOLDER/file'], 'FOLDER/file is neither YAML', 'line 1'],
    ['no sources', ['start', '--config', 'FOLDER/empty.yaml'], 'FOLDER/empty.yaml', 'sources: '],
    ['an address', ['migrate', '--database', 'x://h'], '--database: ', 'postgres://host:5432'],
    ['an address', ['demo', '--database', 'x://h'], '--database: ', 'postgres://host:5432'],
    [
      'a password file',
      ['seed', 'test', '--password-file', 'FOLDER/none'],
      'FOLDER/none',
      'ENOENT',
    ],
  ])(
    'is named, with the way out, and the exit code is 2: %s',
    async (_what, parameters, ...words) => {
      expect(await run(...parameters)).toBe(2);
      for (const word of words) expect(told).toContain(word.replace('FOLDER', folder));
      expect(told).not.toMatch(/\n +at /);
    },
  );
});

test('help and version are no error', async () => {
  expect(await run('--version')).toBe(0);
  expect(await run('--help')).toBe(0);
  expect(await run('start', '--help')).toBe(0);
  expect(told).toContain('Exit codes:');
});

test('a password in a connection string is not told', async () => {
  expect(await run('migrate', '--database', 'nonsense://u:S3cret@h/d')).toBe(2);
  expect(told).not.toContain('S3cret');
});

test('a fault of the program shows its stack, without a secret, and the exit code is 1', async () => {
  const failing = new Command('fail').action(() => {
    throw new TypeError('lost postgres://u:S3cret@h/d');
  });
  await runCommandLine(['node', 'varve', 'fail'], [failing]);
  expect(process.exitCode).toBe(1);
  expect(told).toMatch(/^varve: TypeError: lost .*\n +at /);
  expect(told).not.toContain('S3cret');
});
