import { fork } from 'node:child_process';
import { once } from 'node:events';
import { endOnLeave } from '../leave-properly.ts';
import type { LoaderTask } from './ceiling-loader.ts';
import type { PosterTask } from './peer-poster.ts';
import type { SegmentLoaderTask } from './segment-loader.ts';

/** Loads encoded rows from a process of its own. @returns seconds of the loading alone */
export function loadSeparately(task: LoaderTask): Promise<number> {
  return runSeparately('./ceiling-loader.ts', task);
}

/** Loads the segments that are in the table once more, likewise. */
export function reloadSegments(task: SegmentLoaderTask): Promise<number> {
  return runSeparately('./segment-loader.ts', task);
}

/** Gives a task to a process of its own. @returns the seconds that it answers */
export async function runSeparately(
  program: './ceiling-loader.ts' | './segment-loader.ts' | './peer-poster.ts',
  task: LoaderTask | SegmentLoaderTask | PosterTask,
): Promise<number> {
  const child = fork(new URL(program, import.meta.url), { execArgv: process.execArgv });
  await using started = new AsyncDisposableStack();
  started.use(endOnLeave(async () => child.kill()));
  const answer = once(child, 'message') as Promise<[number]>;
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${program} ended with ${code}`);
  });
  failed.catch(() => undefined);
  child.send(task);
  return (await Promise.race([answer, failed]))[0];
}
