import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { LoaderTask } from './ceiling-loader.ts';

/** Loads encoded rows from a process of its own. @returns seconds of the loading alone */
export async function loadSeparately(task: LoaderTask): Promise<number> {
  const loader = fork(new URL('./ceiling-loader.ts', import.meta.url), {
    execArgv: process.execArgv,
  });
  loader.send(task);
  const answer = once(loader, 'message') as Promise<[number]>;
  const failed = once(loader, 'exit').then(([code]) => {
    throw new Error(`the loading process ended with ${code}`);
  });
  try {
    return (await Promise.race([answer, failed]))[0];
  } finally {
    failed.catch(() => undefined);
  }
}
