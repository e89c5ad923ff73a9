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
  const rates = chosen.map((): number[] => []);
  for (let round = 0; round < (smoke ? 1 : rounds); round++) {
    if (!smoke) process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    for (const [index, microCase] of chosen.entries()) {
      rates[index]!.push(await measure(microCase, time, smoke === true));
    }
  }
  for (const microCase of chosen) {
    process.stderr.write(`${microCase.name}: checksum ${microCase.checksum()}\n`);
  }
  const rows = chosen.map(({ name, goal }, index) =>
    reportRow(`${name}.samplesPerSecond`, 'samples/s', rates[index]!, smoke ? undefined : goal),
  );
  return { bench: smoke ? 'micro, smoke' : 'micro', machine: machineLine(), rows };
}

/**
 * @returns samples a second, by the mean time of a run: garbage is collected in few of the runs, and a median would not see it
 */
async function measure(microCase: MicroCase, time: number, isSmoke: boolean): Promise<number> {
  const bench = new Bench({
    throws: true,
    ...(isSmoke ? { iterations: 1, time: 0, warmup: false } : { time, warmupTime: time / 4 }),
  });
  bench.add(microCase.name, () => microCase.run());
  const [task] = await bench.run();
  const { result } = task!;
  if (!('latency' in result)) throw new Error(`${microCase.name} ended as ${result.state}`);
  return (microCase.sampleCount * 1_000) / result.latency.mean;
}
