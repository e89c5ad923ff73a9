import { sealHistory } from '@varve/historian';
import { Command } from 'commander';
import { startCpuMeter, type CpuSeconds } from '../cpu-meter.ts';
import { startFedHistorian } from '../feed/fed-historian.ts';
import { scansOf } from '../feed/feed-at-rate.ts';
import { machineLine, printReport, reportRow, type Report } from '../report.ts';
import { emptySamples, setSamplePolicy, storedSamples } from '../sample-tables.ts';
import { openBenchDatabase, type BenchDatabase } from '../test-database.ts';
import { feedHour } from './feed-hour.ts';

interface HourOptions {
  readonly engine: string;
  readonly tags: number;
  readonly minutes: number;
  readonly speed: number;
  readonly workers: number;
  readonly json?: true;
}

const MINUTES_PER_HOUR = 60;
const US_PER_HOUR = 3_600e6;
/** The historian's own, in the time of the data. */
const FLUSH_INTERVAL_MS = 500;

/** `bench hour` */
export function hourCommand(): Command {
  return new Command('hour')
    .description(
      'what an hour of many tags at 1 Hz costs a frameFilter: collected as rows, faster than real time, then sealed',
    )
    .option('--engine <engine>', '`embedded`, or postgres://… of an empty database', 'embedded')
    .option('--tags <number>', 'tags', Number, 10_000)
    .option('--minutes <number>', 'minutes of the hour, up to 60', Number, MINUTES_PER_HOUR)
    .option('--speed <number>', 'how many times faster than real time', Number, 10)
    .option('--workers <number>', 'threads and connections', Number, 2)
    .option('--json', 'for machines')
    .action(async (options: HourOptions) => {
      printReport(await runHour(options), options.json === true);
    });
}

/** Collects, seals, and gives the frameFilter time of both over the time that the data span. */
export async function runHour(options: Omit<HourOptions, 'json'>): Promise<Report> {
  const { tags } = options;
  const seconds = Math.min(options.minutes, MINUTES_PER_HOUR) * 60;
  await using database = await openBenchDatabase(options.engine);
  const { connectionString } = database;
  await setSamplePolicy(connectionString, { storage: 'segments', seals: true });
  const hourUs = Math.floor((Date.now() * 1_000) / US_PER_HOUR) * US_PER_HOUR - US_PER_HOUR;
  await emptySamples(connectionString, hourUs / 1e6, hourUs / 1e6 + seconds);
  // The historian's own maintenance goes by the clock on the wall, and would seal the hour before it is over.
  await setSamplePolicy(connectionString, { storage: 'segments', seals: false });
  await using collecting = await startCollecting(database, options, hourUs);
  const collectCpu = await collecting.run(seconds);
  const collected = await storedSamples(connectionString);
  const sealCpu = await seal(database, hourUs + US_PER_HOUR);
  const sealed = await storedSamples(connectionString);
  if (collected.sampleCount !== seconds * tags || sealed.sampleCount !== seconds * tags) {
    throw new Error(
      `${seconds * tags} samples went in, ${collected.sampleCount} were stored and ${sealed.sampleCount} sealed`,
    );
  }
  const cores = ({ node, postgres }: CpuSeconds): number => (node + postgres) / seconds;
  return {
    bench: `hour, ${seconds / 60} min at 1 Hz of ${tags} tags, ${options.speed} times as fast`,
    machine: machineLine(),
    rows: [
      reportRow('hour.cores', 'cores', [cores(collectCpu) + cores(sealCpu)], { atMost: 0.3 }),
      reportRow('hour.collect.nodeCores', 'cores', [collectCpu.node / seconds]),
      reportRow('hour.collect.postgresCores', 'cores', [collectCpu.postgres / seconds]),
      reportRow('hour.seal.nodeCores', 'cores', [sealCpu.node / seconds]),
      reportRow('hour.seal.postgresCores', 'cores', [sealCpu.postgres / seconds]),
      reportRow('bytesPerSample.collected', 'bytes', [collected.bytes / collected.sampleCount]),
      reportRow('bytesPerSample', 'bytes', [sealed.bytes / sealed.sampleCount], { atMost: 8 }),
      reportRow('samplesPerSegment', 'samples', [sealed.sampleCount / sealed.segmentCount]),
    ],
  };
}

/** Collects scans of all tags, once a second by the clock of the data. */
interface Collecting extends AsyncDisposable {
  run(seconds: number): Promise<CpuSeconds>;
}

async function startCollecting(
  database: BenchDatabase,
  { tags, speed, workers }: Pick<HourOptions, 'tags' | 'speed' | 'workers'>,
  hourUs: number,
): Promise<Collecting> {
  const workload = scansOf(tags);
  const startedAt = performance.now();
  const sinceStartUs = (): number => (performance.now() - startedAt) * 1_000;
  let beginsUs = 0;
  const nowUs = (): number => Math.round(hourUs + (sinceStartUs() - beginsUs) * speed);
  const fed = await startFedHistorian(database, {
    sources: workload.sources,
    workers,
    storage: 'segments',
    // As many scans in a flush as in real time.
    flushIntervalMs: FLUSH_INTERVAL_MS / speed,
    nowUs,
  });
  return {
    async run(seconds) {
      const readCpu = await startCpuMeter(database.processId);
      beginsUs = sinceStartUs();
      await feedHour({ fed, workload, seconds, hourUs, nowUs, speed });
      return readCpu();
    },
    [Symbol.asyncDispose]: () => fed[Symbol.asyncDispose](),
  };
}

async function seal({ connectionString, processId }: BenchDatabase, beforeUs: number) {
  const readCpu = await startCpuMeter(processId);
  await sealHistory({ database: connectionString, beforeUs });
  return readCpu();
}
