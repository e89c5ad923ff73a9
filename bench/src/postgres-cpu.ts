import { readdir, readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

/**
 * Processor time that a PostgreSQL server has used, its ended processes included, in seconds.
 *
 * Read from /proc: 0 where there is none, or for a server that is not ours.
 */
export async function postgresCpuSeconds(processId: number | undefined): Promise<number> {
  if (processId === undefined) return 0;
  let ticks = 0;
  const entries = await readdir('/proc').catch(() => []);
  for (const entry of entries.filter((name) => /^\d+$/.test(name))) {
    const fields = await statFields(entry);
    if (fields === undefined) continue;
    const isServer = Number(entry) === processId;
    // Fields after the command: parent is the 2nd, user and system time the 12th and 13th, of ended children the 14th and 15th.
    if (!isServer && Number(fields[1]) !== processId) continue;
    ticks += Number(fields[11]) + Number(fields[12]);
    if (isServer) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return ticks / TICKS_PER_SECOND;
}

async function statFields(processId: string): Promise<string[] | undefined> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}
