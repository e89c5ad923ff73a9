import type { CollectorHealth } from '@varve/contract';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Collector } from '../kit/collector.ts';

type Source = CollectorHealth['sources'][number];

const COUNTED = ['received', 'stored', 'rejected'] as const;

const MS_PER_SECOND = 1_000;

/** Registers how the collectors are doing. What nobody knows has no number. */
export function collectorMetrics(registry: Registry, collector: Pick<Collector, 'health'>): void {
  const registers = [registry];
  const eachSource = (take: (source: Source) => void): void =>
    collector.health().sources.forEach(take);
  for (const what of COUNTED) {
    const counter = new Counter({
      name: `varve_samples_${what}_total`,
      help: `Samples ${what} since the collector started.`,
      labelNames: ['source'],
      registers,
      collect() {
        counter.reset();
        eachSource(({ name, counters }) => counter.inc({ source: name }, counters[what]));
      },
    });
  }
  const up = new Gauge({
    name: 'varve_source_up',
    help: '1 while a source is connected, also where part of it is in trouble.',
    labelNames: ['source'],
    registers,
    collect() {
      up.reset();
      eachSource(({ name, state }) =>
        up.set({ source: name }, state === 'connected' || state === 'degraded' ? 1 : 0),
      );
    },
  });
  const lag = new Gauge({
    name: 'varve_ingest_lag_seconds',
    help: 'Time from the arrival of a frame to its committed row, over the last minute; what waits longer counts too.',
    labelNames: ['statistic'],
    registers,
    collect() {
      lag.reset();
      const { latencyMs } = collector.health();
      if (latencyMs === null) return;
      lag.set({ statistic: 'median' }, latencyMs.p50 / MS_PER_SECOND);
      lag.set({ statistic: 'p95' }, latencyMs.p95 / MS_PER_SECOND);
    },
  });
  const spool = new Gauge({
    name: 'varve_spool_bytes',
    help: 'Bytes of blocks that wait on disk.',
    labelNames: [],
    registers,
    collect() {
      const health = collector.health().spool;
      if (health === null) spool.remove();
      else spool.set(health.bytes);
    },
  });
}
