import { postgresCpuSeconds } from './postgres-cpu.ts';

/** Processor time, in seconds. */
export interface CpuSeconds {
  /** Processor time of this process, with all its threads. */
  readonly node: number;
  /** Processor time of PostgreSQL; 0 where the server is not ours. */
  readonly postgres: number;
}

/** Starts to measure. @returns what was used since */
export async function startCpuMeter(
  postgresProcessId: number | undefined,
): Promise<() => Promise<CpuSeconds>> {
  const nodeBefore = process.cpuUsage();
  const postgresBefore = await postgresCpuSeconds(postgresProcessId);
  return async () => {
    const { user, system } = process.cpuUsage(nodeBefore);
    const postgres = (await postgresCpuSeconds(postgresProcessId)) - postgresBefore;
    return { node: (user + system) / 1e6, postgres };
  };
}
