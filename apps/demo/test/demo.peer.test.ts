import { once } from 'node:events';
import { chmod, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyPreparedFolder } from '../../../test/databases/shared-database.ts';
import type { DemoReport } from '../src/demo-report.ts';
import { descendantsOf, isAlive, runVarve, startVarve } from '../../../test/varve-process.ts';

const STACK = /\n\s+at /;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-demo-'));
});
afterEach(async () => {
  const data = join(directory, 'postgres');
  await rm(await readlink(data).catch(() => data), { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
});

/** Spares a test the first start, which makes a database. */
async function startedBefore(): Promise<void> {
  await chmod(directory, 0o755);
  await copyPreparedFolder(directory);
}

const demo = (...options: readonly string[]): readonly string[] => [
  'demo',
  '--directory',
  directory,
  ...options,
];

/** Checks a report by the sums that must hold in it. */
function expectWhole(stdout: string): DemoReport {
  const report = JSON.parse(stdout) as DemoReport;
  expect(Object.keys(report.sources)).toEqual(['well-pad', 'factory', 'drilling-rig']);
  const counters = Object.values(report.sources);
  for (const { received, accepted, filtered, stored, rejected } of counters) {
    expect(stored).toBeGreaterThan(0);
    expect(received).toBe(accepted + rejected);
    expect(accepted).toBe(filtered + stored);
  }
  const sum = counters.reduce((total, { stored }) => total + stored, 0);
  expect(report).toMatchObject({ lost: 0, duplicates: 0, rowsInDatabase: sum });
  expect(report.p95LatencyMs).toBeGreaterThan(0);
  expect(report.engine).toMatch(/^PostgreSQL 18/);
  return report;
}

describe('varve demo', () => {
  test('prints one JSON object that adds up, twice on one folder that only its owner may enter', async () => {
    await chmod(directory, 0o700);
    const first = await runVarve(...demo('--for', '8s', '--json'));
    expect(first).toMatchObject({ code: 0, stderr: expect.not.stringMatching(STACK) });
    expectWhole(first.stdout);
    const second = await runVarve(...demo('--for', '4s', '--json'));
    expect(second).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('migration 0001'),
    });
    expectWhole(second.stdout);
  });

  test('starts again where a killed one left its PostgreSQL behind', async () => {
    await startedBefore();
    const killed = startVarve(...demo('--for', '10m', '--json'));
    await killed.printed(/running at/);
    const left = descendantsOf(killed.child.pid!);
    killed.child.kill('SIGKILL');
    await killed.ended;
    // The plant ends by itself; PostgreSQL and its children wait for the next start.
    await expect.poll(() => left.filter(isAlive).length).toBeLessThan(left.length);
    expect(left.some(isAlive)).toBe(true);
    const next = await runVarve(...demo('--for', '3s', '--json'));
    expect(next).toMatchObject({ code: 0, stderr: expect.not.stringMatching(STACK) });
    expectWhole(next.stdout);
    expect(left.filter(isAlive)).toEqual([]);
  });

  test('a second one on the same folder says who has it', async () => {
    await startedBefore();
    const first = startVarve(...demo('--for', '10m', '--json'));
    await first.printed(/running at/);
    const second = await runVarve(...demo('--for', '3s', '--json'));
    expect(second).toMatchObject({ code: 1, stdout: '', stderr: expect.not.stringMatching(STACK) });
    expect(second.stderr).toMatch(
      new RegExp(`in use by another Varve \\(process ${first.child.pid}\\)`),
    );
    const family = descendantsOf(first.child.pid!);
    first.child.kill('SIGTERM');
    const { code, stdout } = await first.ended;
    expect(code).toBe(0);
    expectWhole(stdout);
    expect(family.filter(isAlive)).toEqual([]);
  });

  test('a taken port is one line, and nothing is left running', async () => {
    await startedBefore();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const run = startVarve(...demo('--for', '3s', '--json', '--port', String(port)));
    await run.printed(/starting the simulated plant/);
    const family = descendantsOf(run.child.pid!);
    const { code, stdout, stderr } = await run.ended;
    other.close();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      `varve: port ${port} is taken: give another with --port, or stop what listens there`,
    );
    expect(stderr).not.toMatch(STACK);
    expect(family.filter(isAlive)).toEqual([]);
  });
});

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
    for (const command of commands.filter((name) => name !== 'help')) {
      const help = await runVarve(command, '--help');
      expect({ command, ...help }).toMatchObject({ command, code: 0, stderr: '' });
      expect(help.stdout).toContain(`varve ${command}`);
    }
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
