import type { ChildProcess, SpawnOptions } from 'node:child_process';
import type { Layout } from './layout.ts';

const LOG_TAIL_CHARACTERS = 4_000;

/** Options by which a program of PostgreSQL is spawned: as its user, with none of the caller's environment. */
export function spawnOptions({ user }: Layout): SpawnOptions {
  // The working folder must be one that the server's user may enter.
  return { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: serverEnvironment(), ...user };
}

function serverEnvironment(): NodeJS.ProcessEnv {
  // Nothing of the caller's environment (PGDATA, PGPORT, locale) is to decide how the server runs.
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

/** Keeps the end of what a program writes; the result gives it. */
export function collectOutput(child: ChildProcess): () => string {
  let tail = '';
  const add = (chunk: Buffer): void => {
    tail = (tail + chunk.toString('utf8')).slice(-LOG_TAIL_CHARACTERS);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => tail.trim();
}
