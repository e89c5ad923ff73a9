import type { Command } from 'commander';
import { machineLine, printReport, type Report } from './report.ts';
import { openBenchDatabase, type BenchDatabase } from './open-bench-database.ts';

interface DatabaseOptions {
  readonly engine: string;
  readonly json?: true;
}

/**
 * Makes a command run a bench on a database: it adds the options `--engine` and `--json`, opens the database with Varve's schema, and
 * prints the report.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- commander does not type its options: the bench does.
export function withBench<Options>(
  command: Command,
  run: (database: BenchDatabase, options: Options) => Promise<Omit<Report, 'machine'>>,
): Command {
  return command
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .option('--json', 'print JSON')
    .action(async (options: Options & DatabaseOptions) => {
      await using database = await openBenchDatabase(options.engine);
      const { bench, rows } = await run(database, options);
      printReport({ bench, machine: machineLine(), rows }, options.json === true);
    });
}
