import type { ClockHealth, CollectorHealth, SinkHealth, SourceHealth } from '@varve/contract';

type CollectorState = CollectorHealth['collectors'][number];

/** The state of one collector, and its last report. */
export interface KnownCollector extends CollectorState {
  readonly report: CollectorHealth;
}

/**
 * Joins what several collectors told of themselves. A source whose collector is silent or stopped is disconnected, whatever was told before;
 * its other parts are not counted. Where no collector works, nothing is known of spool and clock.
 */
export function joinHealth(collectors: readonly KnownCollector[]): CollectorHealth {
  const working = collectors.filter(({ state }) => state === 'working');
  const reports = working.map(({ report }) => report);
  const latencies = reports.flatMap(({ latencyMs }) => latencyMs ?? []);
  return {
    collectors: collectors.map(({ host, state, heardAtMs }) => ({ host, state, heardAtMs })),
    sources: collectors.flatMap(sourcesOf),
    sinks: working.flatMap((collector) => sinksOf(collector, working.length > 1)),
    spool: joinSpools(reports.flatMap(({ spool }) => spool ?? [])),
    clock: joinClocks(reports.flatMap(({ clock }) => clock ?? [])),
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

function joinSpools(
  spools: readonly NonNullable<CollectorHealth['spool']>[],
): CollectorHealth['spool'] {
  if (spools.length === 0) return null;
  return {
    blocks: sum(spools.map(({ blocks }) => blocks)),
    bytes: sum(spools.map(({ bytes }) => bytes)),
    isFull: spools.some(({ isFull }) => isFull),
  };
}

function joinClocks(clocks: readonly ClockHealth[]): ClockHealth | null {
  if (clocks.length === 0) return null;
  const steps = clocks.flatMap(({ lastStep }) => lastStep ?? []);
  return {
    isBehind: clocks.some(({ isBehind }) => isBehind),
    lastStep: steps.toSorted((one, other) => other.timeMs - one.timeMs)[0] ?? null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
