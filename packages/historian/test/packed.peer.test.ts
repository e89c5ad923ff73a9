import { execFile, type ExecFileOptions } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, npmRegistry } from '../../../test/requirement.ts';

const execute = promisify(execFile);
const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = fileURLToPath(new URL('./support/outside-program.mjs', import.meta.url));
const PACKAGES = ['calc', 'db', 'folder-lock', 'historian', 'protocols'];
const PNPM = ['--yes', 'pnpm@12'];

/** Runs a program; when it fails, the error shows what it printed. */
async function run(program: string, parameters: readonly string[], options: ExecFileOptions) {
  try {
    const { stdout, stderr } = await execute(program, parameters, options);
    return { stdout: stdout.toString(), stderr: stderr.toString() };
  } catch (error) {
    const { message, stdout } = error as Error & { stdout?: string };
    throw new Error(`${message}\n${stdout}`, { cause: error });
  }
}

describe('the packed packages', needs(npmRegistry), () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'varve-outside-'));
    await chmod(project, 0o755);
    await run('npx', [...PNPM, 'build'], { cwd: CHECKOUT });
    const filters = PACKAGES.map((name) => `--filter=@varve/${name}`);
    const pack = [...PNPM, '--recursive', ...filters, 'pack', '--pack-destination', project];
    await run('npx', pack, { cwd: CHECKOUT });
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  test('install into a project of somebody else and run there on plain Node', async () => {
    const tarballs = (await readdir(project)).filter((file) => file.endsWith('.tgz'));
    expect(tarballs).toHaveLength(PACKAGES.length);
    const local = PACKAGES.map((name) => {
      const tarball = tarballs.find((file) => file.startsWith(`varve-${name}-`));
      return [`@varve/${name}`, `file:./${tarball}`];
    });
    const dependencies = { ...Object.fromEntries(local), 'modbus-serial': '8.0.25' };
    await writeFile(
      join(project, 'package.json'),
      JSON.stringify({ name: 'outside', private: true, type: 'module', dependencies }),
    );
    await copyFile(PROGRAM, join(project, 'program.mjs'));
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: project });
    const { stdout, stderr } = await run(process.execPath, ['program.mjs', 'data'], {
      cwd: project,
      // Nothing of this checkout: neither its conditions nor its options.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    });
    expect(stderr).toBe('');
    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(result).toMatchObject({
      migrations: (await readdir(join(CHECKOUT, 'migrations'))).filter((file) =>
        file.endsWith('.up.sql'),
      ).length,
      seen: [
        { value: 12.5, quality: 'GOOD' },
        { value: 1234, quality: 'GOOD' },
      ],
      rows: [
        {
          tag: 'pump/pressure',
          unit: 'bar',
          quality: 'GOOD',
          value: 12.5,
          rows: expect.any(Number),
        },
        { tag: 'pump/starts', unit: '', quality: 'GOOD', value: 1234, rows: expect.any(Number) },
      ],
      total: result['stored'],
    });
    expect(result['stored']).toBeGreaterThan(10);
    expect(result['calc']).toBeGreaterThan(0);
  }, 180_000);
});
