import { once } from 'node:events';
import { chmod, mkdtemp, readlink, rm } from 'node:fs/promises';
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
