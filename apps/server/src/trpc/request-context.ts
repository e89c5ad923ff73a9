import type { Collector } from '../kit/collector.ts';
import type { Reader } from '../kit/reader.ts';
import type { TenantDatabase } from '../kit/tenant-database.ts';

/** Parts of the server that calls use. A router hands each use case only those that it needs. */
export interface RequestContext {
  readonly collector: Collector;
  readonly reader: Reader;
  readonly tenant: TenantDatabase;
  readonly server: RunningServer;
}

/** The server that answers. */
export interface RunningServer {
  readonly version: string;
  uptimeSeconds(): number;
}
