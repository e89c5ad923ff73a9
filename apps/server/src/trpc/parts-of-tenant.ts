import type { Collector } from '../kit/collector.ts';
import type { SampleWriter } from '../kit/sample-writer.ts';
import type { ServerParts } from './request-context.ts';

/** The parts that collect for a tenant. */
interface CollectingParts {
  /** Finds what collects for it: the collectors of another than the home tenant are followed from then on. */
  readonly findCollector: () => Promise<Collector>;
  /** Null where no collector of it runs in this process. */
  readonly writer: SampleWriter | null;
}

/** Finds the parts that collect for a tenant. Samples of others than the home tenant are taken by processes elsewhere. */
export function partsOfTenant(
  { tenants, collector, collectorOf, writer }: ServerParts,
  tenantId: string,
): CollectingParts {
  return tenantId === tenants.home.tenantId
    ? { findCollector: () => Promise.resolve(collector), writer }
    : { findCollector: () => collectorOf(tenantId), writer: null };
}
