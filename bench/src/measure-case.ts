import { setImmediate as nextTurn } from 'node:timers/promises';
import { Bench } from 'tinybench';

/** How long a run takes, in milliseconds by the clock and of the frameFilter: all threads, so the collection of garbage too. */
export interface RunTime {
  readonly clockMs: number;
  readonly cpuMs: number;
}

/**
 * Runs a case for a while and gives the mean time of a run: garbage is collected in few of the runs, and a median would not see it.
 *
 * @param time - milliseconds to run for
 * @param isSmoke - once only, without a warm-up
 */
export async function measureCase(
  { name, run }: { readonly name: string; readonly run: () => void },
  time: number,
  isSmoke: boolean,
): Promise<RunTime> {
  const bench = new Bench({
    throws: true,
    ...(isSmoke ? { iterations: 1, time: 0, warmup: false } : { time, warmupTime: time / 4 }),
  });
  let cpuMs = 0;
  bench.add(name, run, {
    beforeAll() {
      cpuMs = -cpuMsNow();
    },
    afterAll() {
      cpuMs += cpuMsNow();
    },
  });
  const [task] = await bench.run();
  // The loop of events was not let on until now, and somebody may have pressed Ctrl-C.
  await nextTurn();
  const { result } = task!;
  if (!('latency' in result)) throw new Error(`${name} ended as ${result.state}`);
  const { mean, samplesCount } = result.latency;
  return { clockMs: mean, cpuMs: cpuMs / samplesCount };
}

function cpuMsNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
