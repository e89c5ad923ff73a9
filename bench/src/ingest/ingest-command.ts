import type { SampleStorage } from '@varve/historian';
import { Command, Option } from 'commander';
import { buildJsonWorkload } from '../json-workload.ts';
import { findPeers } from '../peer/peer.ts';
import { printReport } from '../report.ts';
import { setSamplePolicy } from '../sample-tables.ts';
import { openBenchDatabase } from '../open-bench-database.ts';
import { ingestReport } from './ingest-report.ts';
import { clearTables, runRound, type IngestBench, type Round } from './ingest-round.ts';
import { startVarve } from './varve-round.ts';
import { buildWorkload, type Turns, type WorkloadOptions } from './workload.ts';

interface IngestOptions {
  readonly engine: string;
  readonly storage?: SampleStorage;
  readonly rows?: number;
  readonly tags: number;
  readonly rounds: number;
  readonly workers: number;
  readonly peers?: true;
  readonly json?: true;
}

const DEFAULT_ROWS: Readonly<Record<SampleStorage, number>> = {
  rows: 2_000_000,
  segments: 20_000_000,
};
/** Most samples whose frames are built. They are fed repeatedly, since the frames of a round would not fit into memory. */
const MOST_ROWS_BUILT = 1_000_000;
const MOST_JSON_ROWS = 2_000_000;
const MOST_JSON_ROWS_BUILT = 500_000;
const MS_PER_DAY = 86_400_000;

/** `bench ingest` */
export function ingestCommand(): Command {
  return new Command('ingest')
    .description(
      'the whole pipeline, from Modbus frames to committed samples, against the plainest COPY of the same samples',
    )
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .addOption(
      new Option(
        '--storage <storage>',
        'how samples are stored (default: segments in the embedded database, else rows)',
      ).choices(['segments', 'rows']),
    )
    .option(
      '--rows <number>',
      'samples of a round (default: 20 million as segments, 2 million as rows)',
      Number,
    )
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', 'rounds of each', Number, 5)
    .option('--workers <number>', 'threads and connections', Number, 2)
    .option('--peers', 'InfluxDB and VictoriaMetrics too, where they are installed')
    .option('--json', 'print JSON')
    .action(runIngest);
}

async function runIngest(options: IngestOptions): Promise<void> {
  const { tags, workers } = options;
  const storage = options.storage ?? (options.engine === 'embedded' ? 'segments' : 'rows');
  const rows = options.rows ?? DEFAULT_ROWS[storage];
  await using database = await openBenchDatabase(options.engine);
  await setSamplePolicy(database.connectionString, { storage, seals: false });
  const startUs = startOf((rows / tags) * (options.rounds + 1));
  const modbus = firstTurns(buildWorkload, { rows, tags, startUs }, MOST_ROWS_BUILT);
  const jsonRows = Math.min(rows, MOST_JSON_ROWS);
  const json = firstTurns(
    (size) => buildJsonWorkload({ ...size, withTime: false }),
    { rows: jsonRows, tags, startUs },
    MOST_JSON_ROWS_BUILT,
  );
  const varveOptions = { workers, storage };
  await using varve = await startVarve(database, modbus.workload, {
    ...varveOptions,
    folder: 'historian',
  });
  await using varveJson = await startVarve(database, json.workload, {
    ...varveOptions,
    folder: 'json',
  });
  const bench: IngestBench = {
    database,
    storage,
    tags,
    workers,
    startUs,
    modbus: { feed: varve, turns: modbus },
    json: { feed: varveJson, turns: json },
    peers: options.peers ? await findPeers() : [],
  };
  await clearTables(bench);
  // Once unmeasured: threads start, and their code is compiled.
  await varve.run(modbus);
  await varveJson.run(json);
  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
    rounds.push(await runRound(bench, round));
  }
  printReport(ingestReport(rounds, { storage, rows, tags }), options.json === true);
}

/** Midnight before a span that ends before now: the historian would take later times for a wrong clock. */
function startOf(seconds: number): number {
  return Math.floor((Date.now() - seconds * 1_000) / MS_PER_DAY) * MS_PER_DAY * 1_000;
}

function firstTurns<Workload extends Turns['workload'] | ReturnType<typeof buildJsonWorkload>>(
  build: (options: WorkloadOptions) => Workload,
  options: WorkloadOptions,
  mostBuilt: number,
): { workload: Workload; first: number; count: number } {
  const count = Math.ceil(options.rows / mostBuilt);
  const workload = build({ ...options, rows: options.rows / count });
  return { workload, first: 0, count };
}
