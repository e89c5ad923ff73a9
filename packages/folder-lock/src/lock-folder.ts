import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** The folder belongs to another process. */
export class FolderLockError extends Error {
  override readonly name = 'FolderLockError';
  readonly code = 'FOLDER_IN_USE';
}

/** The right to be the only process that works in a folder. */
export interface FolderLock extends AsyncDisposable {
  release(): Promise<void>;
}

// An empty lock is one that its process is about to write into, unless it was killed just then.
const WRITTEN_AFTER_MS = 500;
const CHECK_INTERVAL_MS = 10;

/**
 * Takes a folder for this process.
 *
 * The lock of a killed process is recognised by its process id and start time, and taken over.
 *
 * @throws FolderLockError FOLDER_IN_USE with the id of the process that has it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'lock');
  const mine = `${process.pid} ${await startTimeOf(process.pid)}\n`;
  while (!(await create(path, mine))) {
    const theirs = await readWritten(path);
    if (theirs === undefined) continue;
    if (await isAlive(theirs)) throw inUse(folder, theirs);
    await setAside(path, theirs, folder);
  }
  const release = (): Promise<void> => rm(path, { force: true });
  return { release, [Symbol.asyncDispose]: release };
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Reads a lock once something is in it; undefined when it is gone. */
async function readWritten(path: string): Promise<string | undefined> {
  const deadline = Date.now() + WRITTEN_AFTER_MS;
  for (;;) {
    const content = await readFile(path, 'utf8').catch(() => undefined);
    if (content !== '' || Date.now() > deadline) return content;
    await delay(CHECK_INTERVAL_MS);
  }
}

/** Removes a dead process's lock, unless another process was quicker and the lock is already its own. */
async function setAside(path: string, judged: string, folder: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const found = await readFile(aside, 'utf8');
  if (found !== judged) {
    await rename(aside, path);
    throw inUse(folder, found);
  }
  await rm(aside);
}

async function isAlive(content: string): Promise<boolean> {
  const [pid, startTime] = content.trim().split(' ');
  const processId = Number(pid);
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A process id is used again: the start time tells whether it is still the same process.
  return startTime === (await startTimeOf(processId));
}

/** Start of a process in clock ticks since boot; `unknown` where there is no /proc. */
async function startTimeOf(processId: number): Promise<string> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => undefined);
  // The command in parentheses may hold spaces: fields are counted after it (starttime is the 22nd).
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown';
}

function inUse(folder: string, content: string): FolderLockError {
  return new FolderLockError(
    `${folder} is in use by another Varve (process ${content.split(' ')[0]}): stop that one first, or give another folder`,
  );
}
