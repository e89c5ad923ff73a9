import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const WAIT_MS = 30_000;
const CHECK_INTERVAL_MS = 50;

/**
 * Ends a server that still runs on a data folder because the Varve that started it was killed.
 *
 * The caller holds the folder's lock, so nobody uses that server any more.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const file = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const processId = Number(file?.split('\n')[0]);
  if (!Number.isInteger(processId) || processId <= 0) return;
  if (!(await isPostgresOn(processId, cluster))) return;
  signal(processId, 'SIGINT');
  const deadline = Date.now() + WAIT_MS;
  while (signal(processId, 0)) {
    if (Date.now() > deadline) signal(processId, 'SIGKILL');
    await delay(CHECK_INTERVAL_MS);
  }
}

/** Whether a process is a server of this folder: without /proc, PostgreSQL's own check has to do. */
async function isPostgresOn(processId: number, cluster: string): Promise<boolean> {
  const command = await readFile(`/proc/${processId}/cmdline`, 'utf8').catch(() => '');
  return command.includes('postgres') && command.includes(cluster);
}

function signal(processId: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(processId, name);
  } catch {
    return false; // Gone.
  }
}
