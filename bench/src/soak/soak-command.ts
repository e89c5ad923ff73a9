import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { feedAtRate, scansOf } from '../feed/feed-at-rate.ts';
import { startFedHistorian, type FedHistorian } from '../feed/fed-historian.ts';
import { reportRow, type Report } from '../report.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';
import { lastSixthOverFirst, slopePerMinute } from './trend-line.ts';

interface SoakOptions {
  readonly minutes: number;
  readonly rate: number;
  readonly tags: number;
  readonly workers: number;
}

/** Measurements at the end of an interval. */
interface SoakPoint {
  readonly minutes: number;
  readonly rowsPerSecond: number;
  readonly memoryMiB: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly spoolBlocks: number;
  readonly spoolMiB: number;
}

const INTERVAL_MS = 10_000;
const MIB = 1_048_576;
// The heap grows to its size first: that part says nothing about the slope afterwards.
const WARM_UP_SHARE = 0.25;
/** Steepest slope that counts as flat. */
const MOST_MIB_PER_MINUTE = 1;

/** `bench soak` */
export function soakCommand(): Command {
  const command = new Command('soak').description(
    'a steady rate for a long time: rows a second, memory, latency and spool over time',
  );
  return withBench(command, runSoak)
    .option('--minutes <number>', 'how long', Number, 30)
    .option('--rate <number>', 'samples a second', Number, 100_000)
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--workers <number>', 'threads and connections', Number, 2);
}

async function runSoak(
  database: BenchDatabase,
  options: SoakOptions,
): Promise<Omit<Report, 'machine'>> {
  const { minutes, rate, tags, workers } = options;
  const workload = scansOf(tags);
  await using fed = await startFedHistorian(database, { sources: workload.sources, workers });
  const stopping = new AbortController();
  const feeding = feedAtRate({ hosts: fed.hosts, workload, rate }, stopping.signal);
  const points = await watch(fed, minutes);
  stopping.abort();
  await feeding;
  return makeReport(points, options);
}

async function watch(fed: FedHistorian, minutes: number): Promise<SoakPoint[]> {
  const points: SoakPoint[] = [];
  const startedAt = performance.now();
  let before = { atMs: startedAt, stored: 0 };
  process.stderr.write('minute     rows/s  memory MiB  p50 ms  p95 ms  spool blocks  spool MiB\n');
  while (performance.now() - startedAt < minutes * 60_000) {
    await delay(startedAt + (points.length + 1) * INTERVAL_MS - performance.now());
    const now = { atMs: performance.now(), stored: fed.stored() };
    const { latencyMs, spool } = fed.historian.stats();
    const point = {
      minutes: (now.atMs - startedAt) / 60_000,
      rowsPerSecond: ((now.stored - before.stored) * 1_000) / (now.atMs - before.atMs),
      memoryMiB: process.memoryUsage.rss() / MIB,
      p50Ms: latencyMs?.p50 ?? Number.NaN,
      p95Ms: latencyMs?.p95 ?? Number.NaN,
      spoolBlocks: spool.blocks,
      spoolMiB: spool.bytes / MIB,
    };
    points.push(point);
    before = now;
    process.stderr.write(`${lineOf(point)}\n`);
  }
  return points;
}

function lineOf(point: SoakPoint): string {
  const { minutes, rowsPerSecond, memoryMiB, p50Ms, p95Ms, spoolBlocks, spoolMiB } = point;
  return [
    minutes.toFixed(1).padStart(6),
    rowsPerSecond.toFixed(0).padStart(9),
    memoryMiB.toFixed(0).padStart(10),
    p50Ms.toFixed(0).padStart(6),
    p95Ms.toFixed(0).padStart(6),
    String(spoolBlocks).padStart(12),
    spoolMiB.toFixed(1).padStart(9),
  ].join('  ');
}

function makeReport(
  points: readonly SoakPoint[],
  { minutes, rate, tags }: SoakOptions,
): Omit<Report, 'machine'> {
  const column = (name: keyof SoakPoint): number[] => points.map((point) => point[name]);
  const warm = points.slice(Math.floor(points.length * WARM_UP_SHARE));
  const slope = slopePerMinute(warm.map((point) => [point.minutes, point.memoryMiB]));
  return {
    bench: `soak, ${minutes} minutes at ${rate} samples/s of ${tags} tags`,
    rows: [
      reportRow('soak.rowsPerSecond', 'rows/s', column('rowsPerSecond')),
      reportRow('soak.lastSixthOverFirst', '', [lastSixthOverFirst(column('rowsPerSecond'))], {
        atLeast: 0.9,
      }),
      reportRow('soak.memoryMiB', 'MiB', column('memoryMiB')),
      reportRow('soak.memorySlope', 'MiB/min', [slope], { atMost: MOST_MIB_PER_MINUTE }),
      reportRow('soak.latencyP50Ms', 'ms', column('p50Ms')),
      reportRow('soak.latencyP95Ms', 'ms', column('p95Ms')),
      reportRow('soak.spoolBlocks', 'blocks', column('spoolBlocks')),
      reportRow('soak.spoolMiB', 'MiB', column('spoolMiB')),
    ],
  };
}
