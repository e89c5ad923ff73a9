import { sealHistory } from '@varve/historian';
import { Command } from 'commander';
import { startCpuMeter } from '../cpu-meter.ts';
import { loadSeparately } from '../ingest/load-separately.ts';
import { reportRow, type Report } from '../report.ts';
import { emptySamples, setSamplePolicy, storedSamples } from '../sample-tables.ts';
import { query, type BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';

interface SealOptions {
  readonly hours: number;
  readonly tags: number;
  readonly rounds: number;
}

interface Round {
  readonly rowsPerSecond: number;
  readonly nodeCpu: number;
  readonly postgresCpu: number;
  readonly bytesPerRow: number;
  readonly bytesPerSample: number;
  readonly samplesPerSegment: number;
}

const SECONDS_PER_HOUR = 3_600;
const CONNECTIONS = 2;
/** Values of single precision between 64 and 131,072 are whole multiples of 1 / 131,072, so that SQL sums them exactly. */
const VALUES_PER_ONE = 131_072;
const ROWS_PER_COPY = 100_000;

/** `bench seal` */
export function sealCommand(): Command {
  const command = new Command('seal').description(
    'seals rows that a historian at 1 Hz has flushed into segments',
  );
  return withBench(command, runSeal)
    .option('--hours <number>', 'hours of rows', Number, 2)
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', 'rounds', Number, 5);
}

/** Seals the same rows in each round. @throws Error when the samples before and after differ */
async function runSeal(
  database: BenchDatabase,
  options: SealOptions,
): Promise<Omit<Report, 'machine'>> {
  await setSamplePolicy(database.connectionString, { storage: 'segments', seals: true });
  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
    rounds.push(await runRound(database, options));
  }
  const row = (name: string, unit: string, value: keyof Round, goal?: { atLeast: number }) =>
    reportRow(
      name,
      unit,
      rounds.map((round) => round[value]),
      goal,
    );
  return {
    bench: `seal, ${options.hours} h at 1 Hz of ${options.tags} tags`,
    rows: [
      row('seal.rowsPerSecond', 'rows/s', 'rowsPerSecond', { atLeast: 1_500_000 }),
      row('seal.nodeCpu', 'µs/row', 'nodeCpu'),
      row('seal.postgresCpu', 'µs/row', 'postgresCpu'),
      row('seal.samplesPerSegment', 'samples', 'samplesPerSegment'),
      row('bytesPerRow', 'bytes', 'bytesPerRow'),
      row('bytesPerSample', 'bytes', 'bytesPerSample'),
    ],
  };
}

async function runRound(
  database: BenchDatabase,
  { hours, tags }: Pick<SealOptions, 'hours' | 'tags'>,
): Promise<Round> {
  const { connectionString } = database;
  const seconds = Math.round(hours * SECONDS_PER_HOUR);
  const nowHour = Math.floor(Date.now() / 1_000 / SECONDS_PER_HOUR) * SECONDS_PER_HOUR;
  const fromS = nowHour - Math.ceil(hours) * SECONDS_PER_HOUR;
  await emptySamples(connectionString, fromS, nowHour);
  await loadSeparately({
    connectionString,
    statement:
      'COPY timeseries.sample_rows (time, value, tag_id, status) FROM STDIN (FORMAT binary)',
    connections: CONNECTIONS,
    rows: seconds * tags,
    tags,
    rowsPerCopy: ROWS_PER_COPY,
    startUs: fromS * 1e6,
    // A flush every half second holds one scan of all tags: that is the order of rows at 1 Hz.
    order: 'arrival',
    status: 'int4',
  });
  const before = await storedSamples(connectionString);
  const sumBefore = await exactSums(connectionString);
  const readCpu = await startCpuMeter(database.processId);
  const startedAt = performance.now();
  await sealHistory({ database: connectionString, beforeUs: nowHour * 1e6 });
  const elapsedS = (performance.now() - startedAt) / 1_000;
  const cpu = await readCpu();
  const after = await storedSamples(connectionString);
  if (after.rowCount > 0 || (await exactSums(connectionString)) !== sumBefore) {
    throw new Error(`sealing lost or changed samples: ${JSON.stringify({ before, after })}`);
  }
  return {
    rowsPerSecond: before.rowCount / elapsedS,
    nodeCpu: (cpu.node * 1e6) / before.rowCount,
    postgresCpu: (cpu.postgres * 1e6) / before.rowCount,
    bytesPerRow: before.bytes / before.rowCount,
    bytesPerSample: after.bytes / after.sampleCount,
    samplesPerSegment: after.sampleCount / after.segmentCount,
  };
}

/** Count of all samples, and sums of their values, times and tags, as whole numbers. */
async function exactSums(connectionString: string): Promise<string> {
  const [row] = await query<{ sums: string }>(
    connectionString,
    `SELECT concat_ws(' ', count(*), sum((value * ${VALUES_PER_ONE})::bigint), sum((value * ${VALUES_PER_ONE})::bigint % 1009 * tag_id),
       sum(extract(epoch FROM time)::bigint), sum(extract(epoch FROM time)::bigint % 1009 * tag_id)) AS sums
     FROM timeseries.samples`,
  );
  return row!.sums;
}
