import type { CollectorHealth, SourceHealth } from '@varve/contract';
import type { KnownCollector } from '../../src/kit/join-health.ts';

/** A source as a collector tells of it. */
export function toldSource(
  name: string,
  protocol: SourceHealth['protocol'],
  state: SourceHealth['state'],
): SourceHealth {
  return {
    name,
    protocol,
    address: `${name}.example`,
    state,
    stateReason: null,
    counters: { received: 10, accepted: 9, filtered: 2, stored: 7, rejected: 1 },
    lastFrameMs: null,
    lastError: null,
  };
}

/** A collector with sources, as a server knows it. */
export function toldCollector(
  sources: readonly SourceHealth[],
  state: KnownCollector['state'] = 'working',
): KnownCollector {
  const report: CollectorHealth = {
    collectors: [{ host: 'box', state: 'working', heardAtMs: 0 }],
    sources: [...sources],
    sinks: [],
    spool: { blocks: 2, bytes: 4_096, isFull: false },
    clock: { isBehind: false, lastStep: null },
    latencyMs: { p50: 20, p95: 50 },
  };
  return { host: 'box', state, heardAtMs: 0, report };
}
