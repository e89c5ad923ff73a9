import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DatabaseError } from '../database-error.ts';

/** Numeric ids of a user that PostgreSQL runs as. */
export interface UnixUser {
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ['varve', 'postgres'];

/** Whether this process is root, as whom PostgreSQL refuses to run. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Gives root somebody to run PostgreSQL as: the user `varve` or `postgres` where there is one, else
 * a system user `varve` made for it, else `nobody`.
 *
 * @throws DatabaseError EMBEDDED_NO_UNPRIVILEGED_USER
 */
export function unprivilegedUser(): UnixUser {
  const existing = findUser(CANDIDATES);
  if (existing !== undefined) return existing;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'varve']);
  const made = findUser([...CANDIDATES, 'nobody']);
  if (made !== undefined) return made;
  throw new DatabaseError(
    'EMBEDDED_NO_UNPRIVILEGED_USER',
    'PostgreSQL does not run as root, and there is no user varve, postgres or nobody to run it as',
  );
}

function findUser(names: readonly string[]): UnixUser | undefined {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of names) {
    const user = users.find(([found]) => found === name);
    if (user !== undefined) return { uid: Number(user[2]), gid: Number(user[3]) };
  }
  return undefined;
}

/** Whether a user may run a program, its libraries included. */
export function canRun(program: string, user: UnixUser): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Whether a user may enter a folder. */
export function canEnter(folder: string, user: UnixUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { ...user, cwd: '/' });
  return status === 0;
}
