import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runVarve } from '../../../test/varve-process.ts';

const STACK = /\n\s+at /;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-command-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('the command line', () => {
  test('a wrong configuration names the keys, what was expected and what came', async () => {
    const file = join(directory, 'varve.yaml');
    await writeFile(
      file,
      `sources:
  - name: pad
    protocol: modbus
    host: 10.0.0.5
    port: seventy
    tags:
      - { name: a, address: -1 }
      - { name: b, address: 4, rawTyp: int16 }
  - name: line
    protocol: mqtt
    url: mqtt://10.0.0.6
    topics: []
`,
    );
    const { code, stdout, stderr } = await runVarve(
      'start',
      '--config',
      file,
      '--directory',
      directory,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(STACK);
    expect(stderr).toContain(`${file} is not a configuration of Varve`);
    expect(stderr).toMatch(/sources\.0\.port: .*expected number.* got a string/);
    expect(stderr).toMatch(/sources\.0\.tags\.0\.address: .*>=\s?0.* got -1/);
    expect(stderr).toMatch(/sources\.0\.tags\.1.*rawTyp/);
    expect(stderr).toMatch(/sources\.1\.topics: .*>=\s?1.* got a list of 0/);
  });

  test.each([
    {
      what: 'a file that is not there',
      name: 'none.yaml',
      text: undefined,
      says: /cannot read .*none\.yaml: .*got ENOENT/,
    },
    {
      what: 'an empty file',
      name: 'empty.yaml',
      text: '',
      says: /the file: .*expected object.* got null/,
    },
    {
      what: 'no YAML',
      name: 'broken.yaml',
      text: 'a: [1,\nb: }',
      says: /is neither YAML nor JSON: /,
    },
    {
      what: 'an unknown protocol',
      name: 'p.yaml',
      text: 'sources: [{ name: a, protocol: hart }]',
      says: /sources\.0\.protocol: .*Expected 'modbus'.* got a string/,
    },
  ])('$what is a clear line', async ({ name, text, says }) => {
    const file = join(directory, name);
    if (text !== undefined) await writeFile(file, text);
    const { code, stderr } = await runVarve('start', '--config', file, '--directory', directory);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(STACK);
  });

  test('every command helps', async () => {
    const { code, stdout } = await runVarve('--help');
    expect(code).toBe(0);
    const listed = stdout
      .slice(stdout.indexOf('Commands:'), stdout.indexOf('Exit codes:'))
      .matchAll(/^ {2}(\w[\w-]*)/gm);
    const commands = [...listed].map(([, command]) => command!);
    expect(commands).toEqual(expect.arrayContaining(['start', 'demo', 'migrate', 'help']));
    // A process takes a second: a few at a time.
    const waiting = commands.filter((name) => name !== 'help').values();
    const ask = async (): Promise<void> => {
      for (const command of waiting) {
        const help = await runVarve(command, '--help');
        expect({ command, ...help }).toMatchObject({ command, code: 0, stderr: '' });
        expect(help.stdout).toContain(`varve ${command}`);
      }
    };
    await Promise.all([ask(), ask(), ask()]);
  });

  test.each([
    { parameters: ['demo', '--for', 'soon'], code: 2, says: /expected a number and a unit/ },
    { parameters: ['demo', '--port', '70000'], code: 2, says: /expected a number from 1 to 65535/ },
    { parameters: ['demo', '--seed', 'x'], code: 2, says: /expected an integer/ },
    {
      parameters: ['demo', '--log-level', 'loud'],
      code: 2,
      says: /'loud' is invalid\. Allowed choices are debug, info, warn, error/,
    },
    { parameters: ['start'], code: 2, says: /required option '--config/ },
    { parameters: ['nonsense'], code: 2, says: /unknown command 'nonsense'/ },
    {
      parameters: ['migrate', '--database', 'postgres://nobody:secret@127.0.0.1:1/x'],
      code: 1,
      says: /no connection to postgres:\/\/127\.0\.0\.1:1\/x: .*ECONNREFUSED/,
    },
  ])('$parameters is refused in a line', async ({ parameters, code, says }) => {
    const where = parameters[0] === 'demo' ? ['--directory', directory] : [];
    const { stderr, ...end } = await runVarve(...parameters, ...where);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(STACK);
    expect(stderr).not.toContain('secret');
    expect(end.code).toBe(code);
  });
});
