import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { DatabaseError } from '../database-error.ts';
import { programEnvironment } from './program-environment.ts';

const OUTPUT_TAIL_CHARACTERS = 2_000;

/** A pg_dump or pg_restore that can be used, or why there is none. */
export type PgProgram = { readonly path: string } | { readonly missing: string };

/**
 * Looks for a client program of PostgreSQL that is not older than the server.
 *
 * @param folder - where to look. @default the PATH
 */
export async function findProgram(
  name: 'pg_dump' | 'pg_restore',
  serverMajor: number,
  folder?: string,
): Promise<PgProgram> {
  const path = folder === undefined ? name : join(folder, name);
  try {
    const { stdout } = await promisify(execFile)(path, ['--version']);
    const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
    if (major >= serverMajor) return { path };
    return { missing: `${path} is of PostgreSQL ${major}, the server of ${serverMajor}` };
  } catch {
    return { missing: `${path} is not there` };
  }
}

/**
 * Runs a client program against a database, of which nothing stands in the list of processes.
 *
 * @throws DatabaseError with the given code and what the program said last
 */
export async function runProgram(
  path: string,
  connectionString: string,
  options: readonly string[],
  code: 'BACKUP_FAILED' | 'RESTORE_FAILED',
): Promise<void> {
  const child = spawn(path, options, {
    env: programEnvironment(connectionString),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  child.stderr.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-OUTPUT_TAIL_CHARACTERS);
  });
  const status = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal ?? 'nothing'));
  });
  if (status !== 0) throw new DatabaseError(code, `${path} ended with ${status}: ${tail.trim()}`);
}
