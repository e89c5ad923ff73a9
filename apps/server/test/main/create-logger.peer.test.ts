import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../src/main/create-logger.ts';

const PROGRAM = fileURLToPath(new URL('../support/logging-program.child.ts', import.meta.url));
const DAY_MS = 86_400_000;
// A busy machine takes its time to write a file.
const IN_TIME = { timeout: 60_000 };

describe('the log of a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-log-'));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await rm(folder, { recursive: true });
  });

  const dateOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
  const logOf = async (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

  test('has a line of JSON for each event, for its owner only', async () => {
    const logger = await createLogger('info', join(folder, 'deep/varve.log'));
    logger.info({ name: 'two\nlines' }, 'first');
    logger.debug('not told');
    const [name] = await vi.waitFor(async () => {
      const names = await readdir(join(folder, 'deep'));
      expect((await logOf(`deep/${names[0]}`)).length).toBeGreaterThan(0);
      return names;
    }, IN_TIME);
    expect(name).toMatch(/^varve\.\d{4}-\d\d-\d\d\.1\.log$/);
    const lines = (await logOf(`deep/${name}`)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 30, msg: 'first', name: 'two\nlines' },
    ]);
    expect((await stat(join(folder, 'deep', name!))).mode & 0o077).toBe(0);
  });

  test('has no secret in it, wherever it stands', async () => {
    const logger = await createLogger('info', join(folder, 'varve.log'));
    const secret = 'S3cret';
    logger.info({ authorization: secret, password: secret }, 'at the top');
    logger.info({ req: { headers: { authorization: secret, cookie: secret } } }, 'in headers');
    logger.info({ body: { refresh_token: 1, user: { token: secret, 'set-cookie': secret } } });
    const text = await vi.waitFor(async () => {
      const [name] = await readdir(folder);
      const written = await logOf(name!);
      expect(written.split('\n')).toHaveLength(4);
      return written;
    }, IN_TIME);
    expect(text).not.toContain(secret);
    expect(text).toContain('[Redacted]');
  });

  test('goes on in another file of the day when one has 50 MB', async () => {
    const logger = await createLogger('info', join(folder, 'varve.log'));
    const filler = 'x'.repeat(1_000_000);
    for (let number = 1; number <= 60; number++) logger.info({ filler }, `line ${number}`);
    const sizes = async (): Promise<number[]> => {
      const names = (await readdir(folder)).toSorted();
      return Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    };
    await vi.waitFor(async () => expect(await sizes()).toHaveLength(2), IN_TIME);
    logger.info('the last');
    await vi.waitFor(async () => {
      const [first, second] = await sizes();
      expect(first! + second!).toBeGreaterThan(60_000_000);
    }, IN_TIME);
    expect((await sizes())[0]).toBeLessThan(66_000_000);
  });

  test('goes on in a new file each day, and 30 are kept', async () => {
    const startMs = new Date().setHours(12, 0, 0, 0);
    for (let day = 1; day <= 40; day++) {
      await writeFile(join(folder, `varve.${dateOf(startMs - day * DAY_MS)}.1.log`), '');
    }
    await writeFile(join(folder, 'other.log'), 'stays');
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: startMs });
    const logger = await createLogger('info', join(folder, 'varve.log'));
    logger.info('today');
    await vi.waitFor(async () => {
      expect(await logOf(`varve.${dateOf(startMs)}.1.log`)).toContain('today');
    }, IN_TIME);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    logger.info('tomorrow');
    vi.useRealTimers();
    const names = await vi.waitFor(async () => {
      const left = (await readdir(folder)).filter((name) => name.startsWith('varve.'));
      // The new one may not be there yet when the old ones are counted.
      expect([30, 31]).toContain(left.length);
      expect(left.some((name) => name.includes(dateOf(startMs + DAY_MS)))).toBe(true);
      return left.toSorted();
    }, IN_TIME);
    expect(names.at(-1)).toContain(dateOf(startMs + DAY_MS));
    await vi.waitFor(async () => expect(await logOf(names.at(-1)!)).toContain('tomorrow'), IN_TIME);
    expect(await logOf(names.at(-2)!)).toContain('today');
    expect(await logOf('other.log')).toBe('stays');
  });
});

describe('the log of standard error', () => {
  test('does not hold up the work while nobody reads it, and says later how many lines are lost', async () => {
    const child = spawn(process.execPath, ['-C', '@varve/source', PROGRAM], { stdio: 'pipe' });
    try {
      // Nobody reads standard error: 40 MB do not fit into a pipe.
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      expect(said.toString()).toBe('written\n');
      let text = '';
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      await expect.poll(() => text.length).toBeGreaterThan(8_000_000);
      child.stdin.write('go on\n');
      const [code] = (await once(child, 'close')) as [number];
      expect(code).toBe(0);
      const lines = text.trimEnd().split('\n');
      expect(lines.at(-1)).toContain('the last line');
      const lost = Number(/"(\d+) lines of the log are lost/.exec(lines.at(-2)!)?.[1]);
      expect(lost + lines.length - 2).toBe(40_000);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('does not end the work when its reader goes', async () => {
    const child = spawn(process.execPath, ['-C', '@varve/source', PROGRAM], { stdio: 'pipe' });
    try {
      child.stderr.destroy();
      await once(child.stdout, 'data');
      child.stdin.write('go on\n');
      const [code] = (await once(child, 'close')) as [number];
      expect(code).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
