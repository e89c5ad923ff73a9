import { setImmediate as nextTurn } from 'node:timers/promises';
import { Command } from 'commander';
import { Bench } from 'tinybench';
import { machineLine, printReport, reportRow, type Report } from '../report.ts';
import { FULL_SIZE, microCases, SMOKE_SIZE, type MicroCase } from './micro-cases.ts';

interface MicroOptions {
  /** Of a case in a round, in milliseconds. */
  readonly time: number;
  readonly rounds: number;
  readonly smoke?: true;
  /** Part of a case's name. */
  readonly only?: string;
  readonly json?: true;
}

/** `bench micro` */
export function microCommand(): Command {
  return new Command('micro')
    .description('decode, filter and encode on one core, without a database: samples a second')
    .option('--rounds <number>', 'rounds of all cases', Number, 5)
    .option('--time <ms>', 'time of a case in a round', Number, 500)
    .option('--only <text>', 'cases whose name has this in it')
    .option('--smoke', 'each case once on little input: shows that it works, not how fast')
    .option('--json', 'for machines')
    .action(async (options: MicroOptions) => {
      const cases = microCases(options.smoke ? SMOKE_SIZE : FULL_SIZE);
      printReport(await runMicro(cases, options), options.json === true);
    });
}

/** Measures cases in alternating rounds. Checksums go to stderr, one line a case. */
export async function runMicro(
  cases: readonly MicroCase[],
  { time, rounds, smoke, only = '' }: MicroOptions,
): Promise<Report> {
  const chosen = cases.filter(({ name }) => name.includes(only));
  const measured = chosen.map((): Speed[] => []);
  for (let round = 0; round < (smoke ? 1 : rounds); round++) {
    if (!smoke) process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    for (const [index, microCase] of chosen.entries()) {
      measured[index]!.push(await measure(microCase, time, smoke === true));
    }
  }
  for (const microCase of chosen) {
    process.stderr.write(`${microCase.name}: checksum ${microCase.checksum()}\n`);
  }
  const rows = chosen.flatMap(({ name, goal }, index) => {
    const speeds = measured[index]!;
    return [
      reportRow(
        `${name}.samplesPerSecond`,
        'samples/s',
        speeds.map(({ perSecond }) => perSecond),
        smoke ? undefined : goal,
      ),
      reportRow(
        `${name}.samplesPerCpuSecond`,
        'samples/s',
        speeds.map(({ perCpuSecond }) => perCpuSecond),
        smoke ? undefined : goal,
      ),
    ];
  });
  return { bench: smoke ? 'micro, smoke' : 'micro', machine: machineLine(), rows };
}

/** Samples in a second of the clock, and in one of the processor: all threads, so the collection of garbage too. */
interface Speed {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** By the mean time of a run: garbage is collected in few of the runs, and a median would not see it. */
async function measure(
  { name, sampleCount, run }: MicroCase,
  time: number,
  isSmoke: boolean,
): Promise<Speed> {
  const bench = new Bench({
    throws: true,
    ...(isSmoke ? { iterations: 1, time: 0, warmup: false } : { time, warmupTime: time / 4 }),
  });
  let cpuSeconds = 0;
  bench.add(name, run, {
    beforeAll() {
      cpuSeconds = -cpuSecondsNow();
    },
    afterAll() {
      cpuSeconds += cpuSecondsNow();
    },
  });
  const [task] = await bench.run();
  // The loop of events was not let on until now, and somebody may have pressed Ctrl-C.
  await nextTurn();
  const { result } = task!;
  if (!('latency' in result)) throw new Error(`${name} ended as ${result.state}`);
  const { mean, samplesCount } = result.latency;
  return {
    perSecond: (sampleCount * 1_000) / mean,
    perCpuSecond: (sampleCount * samplesCount) / cpuSeconds,
  };
}

function cpuSecondsNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
