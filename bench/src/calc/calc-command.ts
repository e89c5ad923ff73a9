import { Command } from 'commander';
import { measureCase, type RunTime } from '../measure-case.ts';
import { machineLine, printReport, reportRow, type Report, type ReportRow } from '../report.ts';
import { calcCases, FULL_CALC_SIZE, SMOKE_CALC_SIZE, type CalcCase } from './calc-cases.ts';

interface CalcOptions {
  /** Time of a case in a round, in milliseconds. */
  readonly time: number;
  readonly rounds: number;
  readonly smoke?: true;
  readonly json?: true;
}

/** `bench calc` */
export function calcCommand(): Command {
  return new Command('calc')
    .description('a nodal analysis, a decline fit and the energy KPIs of a year: milliseconds')
    .option('--rounds <number>', 'rounds of all cases', Number, 7)
    .option('--time <ms>', 'time of a case in a round', Number, 500)
    .option('--smoke', 'each case once on little input: shows that it works, not how fast')
    .option('--json', 'print JSON')
    .action(async (options: CalcOptions) => {
      const cases = calcCases(options.smoke ? SMOKE_CALC_SIZE : FULL_CALC_SIZE);
      printReport(await runCalc(cases, options), options.json === true);
    });
}

/** Measures cases in alternating rounds. Checksums go to stderr, one line a case. */
export async function runCalc(
  cases: readonly CalcCase[],
  { time, rounds, smoke }: CalcOptions,
): Promise<Report> {
  const times = cases.map((): RunTime[] => []);
  for (let round = 0; round < (smoke ? 1 : rounds); round++) {
    for (const [index, calcCase] of cases.entries()) {
      times[index]!.push(await measureCase(calcCase, time, smoke === true));
    }
  }
  for (const { name, checksum } of cases) process.stderr.write(`${name}: checksum ${checksum()}\n`);
  const rows = cases.flatMap(({ name, goal }, index) => {
    const row = (kind: string, of: (run: RunTime) => number): ReportRow =>
      reportRow(`${name}.${kind}`, 'ms', times[index]!.map(of), smoke ? undefined : goal);
    return [row('clock', ({ clockMs }) => clockMs), row('cpu', ({ cpuMs }) => cpuMs)];
  });
  return { bench: smoke ? 'calc, smoke' : 'calc', machine: machineLine(), rows };
}
