import type { CollectorHealth, SinkHealth, SourceHealth } from '@varve/contract';

type CollectorState = CollectorHealth['collectors'][number];

/** The state of one collector, and its last report. */
export interface KnownCollector extends CollectorState {
  readonly report: CollectorHealth;
}

/**
 * Joins what several collectors told of themselves. A source whose collector is silent or stopped is disconnected, whatever was told before;
 * its other parts are not counted.
 */
export function joinHealth(collectors: readonly KnownCollector[]): CollectorHealth {
  const working = collectors.filter(({ state }) => state === 'working');
  const reports = working.map(({ report }) => report);
  const latencies = reports.flatMap(({ latencyMs }) => latencyMs ?? []);
  return {
    collectors: collectors.map(({ host, state, heardAtMs }) => ({ host, state, heardAtMs })),
    sources: collectors.flatMap(sourcesOf),
    sinks: working.flatMap((collector) => sinksOf(collector, working.length > 1)),
    spool: {
      blocks: sum(reports.map(({ spool }) => spool.blocks)),
      bytes: sum(reports.map(({ spool }) => spool.bytes)),
      isFull: reports.some(({ spool }) => spool.isFull),
    },
    clock: {
      isBehind: reports.some(({ clock }) => clock.isBehind),
      lastStep: newestStep(reports),
    },
    latencyMs:
      latencies.length === 0
        ? null
        : {
            p50: Math.max(...latencies.map(({ p50 }) => p50)),
            p95: Math.max(...latencies.map(({ p95 }) => p95)),
          },
  };
}

function sourcesOf({ host, state, heardAtMs, report }: KnownCollector): SourceHealth[] {
  if (state === 'working') return [...report.sources];
  const what = state === 'stopped' ? 'was stopped' : 'was heard of last';
  const stateReason = `its collector on ${host} ${what} at ${new Date(heardAtMs).toISOString()}`;
  return report.sources.map((source) => ({ ...source, state: 'disconnected', stateReason }));
}

function sinksOf({ host, report }: KnownCollector, isOneOfSeveral: boolean): SinkHealth[] {
  return report.sinks.map((sink) =>
    isOneOfSeveral ? { ...sink, name: `${sink.name} (${host})` } : sink,
  );
}

function newestStep(reports: readonly CollectorHealth[]): CollectorHealth['clock']['lastStep'] {
  const steps = reports.flatMap(({ clock }) => clock.lastStep ?? []);
  return steps.toSorted((one, other) => other.timeMs - one.timeMs)[0] ?? null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
