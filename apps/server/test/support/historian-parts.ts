import type { Historian } from '@varve/historian';
import { jobs } from '../../src/jobs.ts';
import type { Security } from '../../src/kit/access/security.ts';
import { historianCollector, historianReader } from '../../src/main/historian-collector.ts';
import { historianWriter } from '../../src/main/historian-writer.ts';
import { createOutboundGuard } from '../../src/kit/network/outbound-guard.ts';
import { VERSION } from '../../src/main/version.ts';
import type { Tenants } from '../../src/kit/tenants.ts';
import { reportKinds } from '../../src/report-kinds.ts';
import type { ServerParts } from '../../src/trpc/request-context.ts';

/** Makes the parts of a server from a running historian and the database of its tenants. */
export function historianParts(
  historian: Historian,
  tenants: Tenants,
  security: Security,
): ServerParts {
  const startedAt = performance.now();
  return {
    collector: historianCollector(historian),
    collectorOf: () => Promise.reject(new Error('this historian is of one tenant')),
    reader: historianReader(historian),
    writer: historianWriter(historian),
    tenants,
    security,
    jobs,
    outbound: createOutboundGuard([]),
    reportKinds,
    directory: '/nowhere',
    server: {
      version: VERSION,
      uptimeSeconds: () => (performance.now() - startedAt) / 1_000,
      certificate: undefined,
    },
  };
}
