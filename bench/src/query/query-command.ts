import type { SampleStorage } from '@varve/historian';
import { Command, Option } from 'commander';
import type { Report } from '../report.ts';
import { setSamplePolicy } from '../sample-tables.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';
import { askRows } from './row-questions.ts';
import { askSegments } from './segment-questions.ts';
import { QUESTIONS_PER_ROUND } from './time-rounds.ts';

interface QueryOptions {
  readonly storage: SampleStorage;
  readonly samples?: number;
  readonly tags: number;
  readonly rounds: number;
}

const DEFAULT_SAMPLES: Readonly<Record<SampleStorage, number>> = {
  rows: 10_000_000,
  segments: 100_000_000,
};

/** `bench query` */
export function queryCommand(): Command {
  const command = new Command('query').description(
    'ranges, the latest and averages of one tag out of very many samples, by the library and by SQL; warm',
  );
  return withBench(command, runQueries)
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
    .option('--rounds <number>', `rounds of ${QUESTIONS_PER_ROUND} questions`, Number, 5);
}

async function runQueries(
  { connectionString, directory }: BenchDatabase,
  options: QueryOptions,
): Promise<Omit<Report, 'machine'>> {
  const { storage, tags, rounds } = options;
  const samples = options.samples ?? DEFAULT_SAMPLES[storage];
  await setSamplePolicy(connectionString, { storage, seals: false });
  const size = { samples, tags, rounds };
  const rows =
    storage === 'rows'
      ? await askRows(connectionString, size)
      : await askSegments({ connectionString, directory }, size);
  return { bench: `query --storage ${storage}, ${samples} samples of ${tags} tags`, rows };
}
