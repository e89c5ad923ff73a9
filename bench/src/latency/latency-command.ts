import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { createCommitLatency, quantile, type CommitLatency } from '../feed/commit-latency.ts';
import { feedAtRate, scansOf } from '../feed/feed-at-rate.ts';
import { startFedHistorian, type FedHistorian } from '../feed/fed-historian.ts';
import { reportRow, type Goal, type Report, type ReportRow } from '../report.ts';
import type { BenchDatabase } from '../open-bench-database.ts';
import { withBench } from '../with-bench.ts';

interface LatencyOptions {
  readonly rate: number;
  readonly tags: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly workers: number;
}

interface Setting {
  readonly name: string;
  /** @default the historian's */
  readonly flushIntervalMs?: number;
  readonly goal: Goal;
}

const SETTINGS: readonly Setting[] = [
  { name: 'default', goal: { atMost: 1_500 } },
  { name: 'short', flushIntervalMs: 100, goal: { atMost: 250 } },
];
const CHECK_MS = 10;
// Connections are opened and code is compiled in this time.
const WARM_UP_MS = 4_000;

/** `bench latency` */
export function latencyCommand(): Command {
  const command = new Command('latency').description(
    'time from the arrival of a frame to its committed rows, at the default flush and at 100 ms',
  );
  return withBench(command, runLatency)
    .option('--rate <number>', 'samples a second', Number, 50_000)
    .option('--tags <number>', 'tags', Number, 1_000)
    .option('--rounds <number>', 'rounds of each setting', Number, 5)
    .option('--seconds <number>', 'length of a round', Number, 6)
    .option('--workers <number>', 'threads and connections', Number, 2);
}

async function runLatency(
  database: BenchDatabase,
  options: LatencyOptions,
): Promise<Omit<Report, 'machine'>> {
  const rows: ReportRow[] = [];
  for (const setting of SETTINGS) rows.push(...(await measure(database, setting, options)));
  return { bench: `latency, ${options.rate} samples/s of ${options.tags} tags`, rows };
}

async function measure(
  database: BenchDatabase,
  { name, flushIntervalMs, goal }: Setting,
  { rate, tags, rounds, seconds, workers }: LatencyOptions,
): Promise<ReportRow[]> {
  const workload = scansOf(tags);
  await using fed = await startFedHistorian(database, {
    sources: workload.sources,
    workers,
    folder: name,
    ...(flushIntervalMs === undefined ? {} : { flushIntervalMs }),
  });
  const latency = createCommitLatency(workload.sources.length);
  const onFrame = (source: number, count: number): void =>
    latency.arrived(source, count, performance.now());
  const stopping = new AbortController();
  const feeding = feedAtRate({ hosts: fed.hosts, workload, rate, onFrame }, stopping.signal);
  const watch = setInterval(() => compare(fed, latency), CHECK_MS);
  await delay(WARM_UP_MS);
  latency.take();
  const p50: number[] = [];
  const p95: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await delay(seconds * 1_000);
    const taken = latency.take();
    p50.push(quantile(taken, 0.5));
    p95.push(quantile(taken, 0.95));
    process.stderr.write(`${name}, round ${round} of ${rounds}: ${taken.length} frames\n`);
  }
  stopping.abort();
  await feeding;
  clearInterval(watch);
  return [
    reportRow(`latency.${name}.p50Ms`, 'ms', p50),
    reportRow(`latency.${name}.p95Ms`, 'ms', p95, goal),
  ];
}

function compare({ historian }: FedHistorian, latency: CommitLatency): void {
  const nowMs = performance.now();
  for (const [source, { counters }] of historian.stats().sources.entries()) {
    latency.committed(source, counters.stored, nowMs);
  }
}
