import type { SampleStorage } from '@varve/historian';
import { Command, Option } from 'commander';
import { machineLine, printReport } from '../report.ts';
import { setSamplePolicy } from '../sample-tables.ts';
import { openBenchDatabase } from '../test-database.ts';
import { askRows } from './row-questions.ts';
import { askSegments } from './segment-questions.ts';
import { QUESTIONS_PER_ROUND } from './time-rounds.ts';

interface QueryOptions {
  readonly engine: string;
  readonly storage: SampleStorage;
  readonly samples?: number;
  readonly tags: number;
  readonly rounds: number;
  readonly json?: true;
}

const DEFAULT_SAMPLES: Readonly<Record<SampleStorage, number>> = {
  rows: 10_000_000,
  segments: 100_000_000,
};

/** `bench query` */
export function queryCommand(): Command {
  return new Command('query')
    .description(
      'ranges, the latest and averages of one tag out of very many samples, by the library and by SQL; warm',
    )
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .addOption(
      new Option('--storage <storage>', 'how samples are stored')
        .choices(['segments', 'rows'])
        .default('segments'),
    )
    .option(
      '--samples <number>',
      'samples, a second apart for each tag (default: 100 million as segments, 10 million as rows)',
      Number,
    )
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', `rounds of ${QUESTIONS_PER_ROUND} questions`, Number, 5)
    .option('--json', 'for machines')
    .action(runQueries);
}

async function runQueries(options: QueryOptions): Promise<void> {
  const { storage, tags, rounds } = options;
  const samples = options.samples ?? DEFAULT_SAMPLES[storage];
  await using database = await openBenchDatabase(options.engine);
  const { connectionString, directory } = database;
  await setSamplePolicy(connectionString, { storage, seals: false });
  const size = { samples, tags, rounds };
  const rows =
    storage === 'rows'
      ? await askRows(connectionString, size)
      : await askSegments({ connectionString, directory }, size);
  const bench = `query --storage ${storage}, ${samples} samples of ${tags} tags`;
  printReport({ bench, machine: machineLine(), rows }, options.json === true);
}
