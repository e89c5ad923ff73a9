import { Command } from 'commander';
import { measureCase, type RunTime } from '../measure-case.ts';
import { machineLine, printReport, reportRow, type Report } from '../report.ts';
import { FULL_SIZE, microCases, SMOKE_SIZE, type MicroCase } from './micro-cases.ts';

interface MicroOptions {
  /** Time of a case in a round, in milliseconds. */
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
    .option('--json', 'print JSON')
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
  const measured = chosen.map((): RunTime[] => []);
  for (let round = 0; round < (smoke ? 1 : rounds); round++) {
    if (!smoke) process.stderr.write(`round ${round + 1} of ${rounds}\n`);
    for (const [index, microCase] of chosen.entries()) {
      measured[index]!.push(await measureCase(microCase, time, smoke === true));
    }
  }
  for (const microCase of chosen) {
    process.stderr.write(`${microCase.name}: checksum ${microCase.checksum()}\n`);
  }
  const rows = chosen.flatMap(({ name, sampleCount, goal }, index) => {
    const times = measured[index]!;
    return [
      reportRow(
        `${name}.samplesPerSecond`,
        'samples/s',
        times.map(({ clockMs }) => (sampleCount * 1_000) / clockMs),
        smoke ? undefined : goal,
      ),
      reportRow(
        `${name}.samplesPerCpuSecond`,
        'samples/s',
        times.map(({ cpuMs }) => (sampleCount * 1_000) / cpuMs),
        smoke ? undefined : goal,
      ),
    ];
  });
  return { bench: smoke ? 'micro, smoke' : 'micro', machine: machineLine(), rows };
}
