import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '@varve/folder-lock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const inUse = expect.objectContaining({ name: 'FolderLockError', code: 'FOLDER_IN_USE' });

describe('lockFolder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'varve-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('gives a folder to one, and to the next after it is released', async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(inUse);
    await lock.release();
    await using next = await lockFolder(folder);
    expect(next).toBeDefined();
  });

  test('gives a folder to one of many that want it at once', async () => {
    const wanted = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)));
    expect(wanted.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    { left: 'of a process that is gone', content: () => `${goneProcess()} 1\n` },
    { left: 'of an earlier process with the same id', content: () => `${process.pid} 1\n` },
    { left: 'that is empty', content: () => '' },
    { left: 'with something else in it', content: () => 'hello\n' },
  ])('takes over a lock $left', async ({ content }) => {
    await writeFile(join(folder, 'lock'), content());
    await using lock = await lockFolder(folder);
    expect(lock).toBeDefined();
    expect(await readFile(join(folder, 'lock'), 'utf8')).toContain(`${process.pid} `);
  });

  test('waits for what another process is about to write into its lock', async () => {
    await using other = await lockFolder(folder);
    const path = join(folder, 'lock');
    const content = await readFile(path, 'utf8');
    await writeFile(path, '');
    const wanted = lockFolder(folder);
    setTimeout(() => void writeFile(path, content), 50);
    await expect(wanted).rejects.toThrow(inUse);
    expect(other).toBeDefined();
  });
});

function goneProcess(): number {
  return spawnSync('true').pid;
}
