import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ServerError } from '../server-error.ts';

const MOST_BYTES = 65_536;
const OTHERS_MAY_ANYTHING = 0o077;
const OTHERS_MAY_WRITE = 0o022;
// Windows has no such bits: its folders are private by their access lists.
const HAS_MODES = process.platform !== 'win32';

/**
 * Reads a file that nobody else may read; undefined where there is none.
 *
 * @throws ServerError KEY_INVALID for a file that others may read or write, or whose folder they may write, with the way out
 */
export async function readSecretFile(path: string): Promise<Buffer | undefined> {
  const found = await stat(path).catch(ignoreMissing);
  if (found === undefined) return undefined;
  // Before it is opened: to open a pipe would wait for its writer.
  if (!found.isFile()) throw keyInvalid(path, 'it is no file', 'remove it');
  await using file = await open(path);
  await refuseOthers(path, await file.stat());
  const content = await file.readFile();
  if (content.length <= MOST_BYTES) return content;
  throw keyInvalid(path, `it has ${content.length} bytes`, `no key has more than ${MOST_BYTES}`);
}

/** Writes a file unless there is one, whole or not at all; of two that write at once, the first one's stays. */
export async function createSecretFile(path: string, content: Buffer): Promise<void> {
  await writeAside(path, content, async (aside) => {
    await link(aside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(aside);
  });
}

/** Writes a file in the place of another one, whole or not at all. */
export async function replaceSecretFile(path: string, content: Buffer): Promise<void> {
  await writeAside(path, content, (aside) => rename(aside, path));
}

/** Makes the error for a key that cannot be used: names the file, what is wrong, and the way out. */
export function keyInvalid(path: string, problem: string, wayOut: string): ServerError {
  return new ServerError('KEY_INVALID', `${path} cannot be used as a key: ${problem}; ${wayOut}`);
}

/** Writes a file beside its place, lets it be put there, and makes sure that this outlasts a loss of power. */
async function writeAside(
  path: string,
  content: Buffer,
  put: (aside: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const aside = `${path}.${randomUUID()}`;
  try {
    await using file = await open(aside, 'wx', 0o600);
    await file.writeFile(content);
    await file.sync();
    await put(aside);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await syncFolder(folder);
  await syncFolder(dirname(folder));
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder);
  await handle.sync();
}

async function refuseOthers(path: string, { mode }: Stats): Promise<void> {
  if (!HAS_MODES) return;
  if ((mode & OTHERS_MAY_ANYTHING) !== 0) {
    const rights = (mode & 0o777).toString(8);
    throw keyInvalid(path, `others may use it (mode ${rights})`, `chmod 600 ${path}`);
  }
  const folder = dirname(path);
  const rights = (await stat(folder)).mode & 0o777;
  if ((rights & OTHERS_MAY_WRITE) === 0) return;
  const problem = `others may write its folder (mode ${rights.toString(8)})`;
  throw keyInvalid(path, problem, `chmod 700 ${folder}`);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
