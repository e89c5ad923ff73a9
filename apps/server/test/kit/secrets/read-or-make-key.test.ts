import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOrMakeKey } from '../../../src/kit/secrets/read-or-make-key.ts';
import { readSecretFile, replaceSecretFile } from '../../../src/kit/secrets/secret-file.ts';

let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'varve-keys-'));
  path = join(directory, 'keys', 'secrets');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const modeOf = async (at: string) => ((await stat(at)).mode & 0o777).toString(8);

/** Puts a file where the key would be. */
async function put(bytes: number, mode = 0o600): Promise<void> {
  await mkdir(join(directory, 'keys'), { mode: 0o700 });
  await writeFile(path, Buffer.alloc(bytes, 7));
  await chmod(path, mode);
}

const refusal = (...words: readonly string[]) =>
  expect.objectContaining({
    code: 'KEY_INVALID',
    message: expect.stringMatching(new RegExp([path, ...words].join('.*'))),
  });

describe('a key', () => {
  test('is made once, of 32 bytes that only its owner reads', async () => {
    const key = await readOrMakeKey(directory, 'secrets');
    expect(key).toHaveLength(32);
    expect(await readOrMakeKey(directory, 'secrets')).toEqual(key);
    expect(await modeOf(path)).toBe('600');
    expect(await modeOf(join(directory, 'keys'))).toBe('700');
    expect(await readdir(join(directory, 'keys'))).toEqual(['secrets']);
  });

  test('is another one by another name, and in another directory', async () => {
    const keys = [
      await readOrMakeKey(directory, 'a'),
      await readOrMakeKey(directory, 'b'),
      await readOrMakeKey(join(directory, 'not yet there'), 'a'),
    ];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  });

  test('is the same for all that start at once', async () => {
    const starts = Array.from({ length: 20 }, () => readOrMakeKey(directory, 'secrets'));
    const keys = new Set((await Promise.all(starts)).map((key) => key.toString('hex')));
    expect(keys.size).toBe(1);
    expect(await readdir(join(directory, 'keys'))).toEqual(['secrets']);
  });

  test('that is there stays as it is', async () => {
    await put(32, 0o400);
    expect(await readOrMakeKey(directory, 'secrets')).toEqual(Buffer.alloc(32, 7));
    expect(await modeOf(path)).toBe('400');
  });

  test('may be a link to a file elsewhere', async () => {
    await put(32);
    await symlink(path, join(directory, 'keys', 'linked'));
    expect(await readOrMakeKey(directory, 'linked')).toEqual(Buffer.alloc(32, 7));
  });

  test.each([0, 1, 31, 33, 64, 70_000])('of %i bytes is refused', async (bytes) => {
    await put(bytes);
    await expect(readOrMakeKey(directory, 'secrets')).rejects.toThrow(refusal(`${bytes} bytes`));
    expect((await stat(path)).size).toBe(bytes);
  });

  test.each([0o640, 0o604, 0o644, 0o660, 0o602, 0o610, 0o777])(
    'that others may use (mode %o) is refused',
    async (mode) => {
      await put(32, mode);
      const words = [`mode ${mode.toString(8)}`, `chmod 600 ${path}`];
      await expect(readOrMakeKey(directory, 'secrets')).rejects.toThrow(refusal(...words));
    },
  );

  test.each([0o770, 0o707, 0o722])(
    'in a folder that others may write (mode %o) is refused',
    async (mode) => {
      await put(32);
      await chmod(join(directory, 'keys'), mode);
      const words = [`mode ${mode.toString(8)}`, `chmod 700 ${join(directory, 'keys')}`];
      await expect(readOrMakeKey(directory, 'secrets')).rejects.toThrow(refusal(...words));
    },
  );

  test('that is a folder is refused', async () => {
    await mkdir(path, { recursive: true });
    await expect(readOrMakeKey(directory, 'secrets')).rejects.toThrow(refusal('no file'));
  });

  test('that is a pipe is refused, and not waited for', async () => {
    await mkdir(join(directory, 'keys'));
    execFileSync('mkfifo', [path]);
    await expect(readOrMakeKey(directory, 'secrets')).rejects.toThrow(refusal('no file'));
  });

  test('that cannot be written fails by the name of its place, and leaves nothing', async () => {
    await writeFile(join(directory, 'keys'), '');
    await expect(readOrMakeKey(directory, 'secrets')).rejects.toMatchObject({
      code: expect.stringMatching(/^(EEXIST|ENOTDIR)$/),
      path: expect.stringContaining(directory),
    });
  });
});

test('a secret file that takes the place of another one has the same modes, and leaves nothing beside it', async () => {
  await put(32);
  await replaceSecretFile(path, Buffer.from('new'));
  expect(await readSecretFile(path)).toEqual(Buffer.from('new'));
  expect(await modeOf(path)).toBe('600');
  expect(await readdir(join(directory, 'keys'))).toEqual(['secrets']);
});
