import type { CollectorHealth, Health } from '@varve/contract';
import type { Collector } from '../../kit/collector.ts';
import type { Reader } from '../../kit/reader.ts';
import type { RunningServer } from '../../trpc/request-context.ts';

/** Parts whose health is asked for. */
interface HealthParts {
  readonly collector: Pick<Collector, 'health'>;
  readonly reader: Pick<Reader, 'ping' | 'engine'>;
  readonly server: Pick<RunningServer, 'version' | 'uptimeSeconds'>;
}

/** Reads how collector, database and server are doing; a silent database takes seconds, no longer. */
export async function readHealth({ collector, reader, server }: HealthParts): Promise<Health> {
  const collectorHealth = collector.health();
  const isDatabaseUp = await reader.ping();
  const isWell = isDatabaseUp && isCollectorWell(collectorHealth);
  return {
    ...collectorHealth,
    status: isWell ? 'healthy' : isDatabaseUp ? 'degraded' : 'unhealthy',
    version: server.version,
    uptimeSeconds: server.uptimeSeconds(),
    database: { state: isDatabaseUp ? 'connected' : 'disconnected', engine: reader.engine },
  };
}

function isCollectorWell({ collectors, sources, sinks, spool, clock }: CollectorHealth): boolean {
  return (
    collectors.length > 0 &&
    collectors.every(({ state }) => state === 'working') &&
    sources.every(({ state }) => state === 'connected') &&
    sinks.every(({ state }) => state === 'working') &&
    spool?.isFull === false &&
    clock?.isBehind === false
  );
}
