import { sealHistory } from '@varve/historian';
import { Command } from 'commander';
import { startCpuMeter, type CpuSeconds } from '../cpu-meter.ts';
import { startFedHistorian } from '../feed/fed-historian.ts';
import { scansOf } from '../feed/feed-at-rate.ts';
import { reportRow, type Report } from '../report.ts';
import {
  emptySamples,
  setSamplePolicy,
  storedSamples,
  type StoredSamples,
} from '../sample-tables.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';
import { feedHour } from './feed-hour.ts';

interface HourOptions {
  readonly tags: number;
  readonly minutes: number;
  readonly speed: number;
  readonly workers: number;
  readonly storeInterval: number;
}

const MINUTES_PER_HOUR = 60;
const US_PER_HOUR = 3_600e6;
/** The historian's default, in the time of the data. */
const FLUSH_INTERVAL_MS = 500;

/** `bench hour` */
export function hourCommand(): Command {
  const command = new Command('hour').description(
    'processor time of an hour of many tags at 1 Hz: collected faster than real time, then sealed',
  );
  return withBench(command, runHour)
    .option('--tags <number>', 'tags', Number, 10_000)
    .option('--minutes <number>', 'minutes of the hour, up to 60', Number, MINUTES_PER_HOUR)
    .option('--speed <number>', 'speed as a multiple of real time', Number, 10)
    .option('--workers <number>', 'threads and connections', Number, 2)
    .option('--store-interval <ms>', 'storeIntervalMs, in the time of the data', Number, 0);
}

/** Collects, seals, and gives the processor time of both over the time that the data span. */
async function runHour(
  database: BenchDatabase,
  options: HourOptions,
): Promise<Omit<Report, 'machine'>> {
  const { tags, storeInterval } = options;
  const seconds = Math.min(options.minutes, MINUTES_PER_HOUR) * 60;
  const { connectionString } = database;
  await setSamplePolicy(connectionString, { storage: 'segments', seals: true });
  const hourUs = Math.floor((Date.now() * 1_000) / US_PER_HOUR) * US_PER_HOUR - US_PER_HOUR;
  await emptySamples(connectionString, hourUs / 1e6, hourUs / 1e6 + seconds);
  // The historian's own maintenance goes by the clock on the wall, and would seal the hour before it is over.
  await setSamplePolicy(connectionString, { storage: 'segments', seals: false });
  const { collected, collectCpu } = await collect(database, options, { seconds, hourUs });
  // While nothing comes, a historian says so of every tag: that is ended, and does not count.
  const left = await storedSamples(connectionString);
  const sealCpu = await seal(database, hourUs + US_PER_HOUR);
  const sealed = await storedSamples(connectionString);
  if (collected.sampleCount !== seconds * tags || sealed.sampleCount !== left.sampleCount) {
    throw new Error(
      `${seconds * tags} samples went in, ${collected.sampleCount} were stored; of ${left.sampleCount} ${sealed.sampleCount} were sealed`,
    );
  }
  const cores = ({ node, postgres }: CpuSeconds): number => (node + postgres) / seconds;
  return {
    bench: `hour, ${seconds / 60} min at 1 Hz of ${tags} tags, stored every ${storeInterval} ms, ${options.speed} times as fast`,
    rows: [
      reportRow('hour.cores', 'cores', [cores(collectCpu) + cores(sealCpu)], {
        atMost: storeInterval > 0 ? 0.06 : 0.15,
      }),
      reportRow('hour.collect.nodeCores', 'cores', [collectCpu.node / seconds]),
      reportRow('hour.collect.postgresCores', 'cores', [collectCpu.postgres / seconds]),
      reportRow('hour.seal.nodeCores', 'cores', [sealCpu.node / seconds]),
      reportRow('hour.seal.postgresCores', 'cores', [sealCpu.postgres / seconds]),
      reportRow(
        'bytesPerSample.collected',
        'bytes',
        [collected.bytes / collected.sampleCount],
        storeInterval > 0 ? { atMost: 9 } : undefined,
      ),
      reportRow('bytesPerSample', 'bytes', [sealed.bytes / sealed.sampleCount], { atMost: 8 }),
      reportRow('samplesPerSegment', 'samples', [sealed.sampleCount / sealed.segmentCount]),
    ],
  };
}

/** Collects, and ends the historian. */
async function collect(
  database: BenchDatabase,
  options: HourOptions,
  { seconds, hourUs }: { readonly seconds: number; readonly hourUs: number },
): Promise<{ readonly collected: StoredSamples; readonly collectCpu: CpuSeconds }> {
  await using collecting = await startCollecting(database, options, hourUs);
  const collectCpu = await collecting.run(seconds);
  return { collected: await storedSamples(database.connectionString), collectCpu };
}

/** Collects scans of all tags, once a second by the clock of the data. */
interface Collecting extends AsyncDisposable {
  run(seconds: number): Promise<CpuSeconds>;
}

async function startCollecting(
  database: BenchDatabase,
  { tags, speed, workers, storeInterval }: Omit<HourOptions, 'minutes'>,
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
    storeIntervalMs: storeInterval / speed,
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
