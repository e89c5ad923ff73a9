import type { Historian } from '@varve/historian';
import type { TenantDatabase } from '../../src/kit/tenant-database.ts';
import type { RequestContext } from '../../src/trpc/request-context.ts';
import { historianCollector, historianReader } from '../../src/main/historian-collector.ts';
import { VERSION } from '../../src/main/version.ts';

/** Makes the context of every call from a running historian and the database of its tenant. */
export function historianContext(historian: Historian, tenant: TenantDatabase): RequestContext {
  const startedAt = performance.now();
  return {
    collector: historianCollector(historian),
    reader: historianReader(historian),
    tenant,
    server: {
      version: VERSION,
      uptimeSeconds: () => (performance.now() - startedAt) / 1_000,
    },
  };
}
