import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  findAbandonedData,
  findEmbeddedData,
  removeData,
  removeEmbeddedData,
  startEmbeddedPostgres,
} from '../../src/index.ts';

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

describe('the data of an embedded PostgreSQL', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'varve-remove-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  test('are gone with password and folder, wherever they lay, but not while it runs', async () => {
    expect(await findEmbeddedData(directory)).toBeUndefined();
    const postgres = await startEmbeddedPostgres({ directory, port: 0 });
    const data = (await findEmbeddedData(directory))!;
    await expect(removeEmbeddedData(directory)).rejects.toMatchObject({ code: 'FOLDER_IN_USE' });
    await postgres.stop();
    expect(await findAbandonedData()).not.toContain(data);
    expect(await isThere(join(data, '18'))).toBe(true);
    expect(await removeEmbeddedData(directory)).toBe(data);
    expect([await isThere(data), await isThere(directory)]).toEqual([false, false]);
  });

  test('leave alone what else is in the folder', async () => {
    await writeFile(join(directory, 'notes.txt'), '');
    await mkdir(join(directory, 'postgres'));
    expect(await removeEmbeddedData(directory)).toBe(join(directory, 'postgres'));
    expect(await isThere(join(directory, 'notes.txt'))).toBe(true);
  });

  test('are abandoned when the folder that led to them is gone, or leads elsewhere', async () => {
    const [used, deleted, replaced, unknown] = ['data-1', 'data-2', 'data-3', 'data-4'].map(
      (name) => join(directory, name),
    ) as [string, string, string, string];
    for (const folder of [used, deleted, replaced, unknown]) await mkdir(folder);
    const linkedFrom = async (folder: string, target?: string): Promise<void> => {
      const link = `${folder}.link`;
      await writeFile(join(folder, 'linked-from'), `${link}\n`);
      if (target !== undefined) await symlink(target, link);
    };
    await linkedFrom(used, used);
    await linkedFrom(deleted);
    await linkedFrom(replaced, used);
    expect(await findAbandonedData(directory)).toEqual([deleted, replaced]);
    for (const folder of [deleted, replaced]) await removeData(folder);
    expect(await findAbandonedData(directory)).toEqual([]);
    expect([await isThere(used), await isThere(unknown)]).toEqual([true, true]);
  });
});
