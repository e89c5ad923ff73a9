import type { ProgramTokens } from '@varve/contract';
import type { Access } from '../kit/access/access.ts';
import type { NewSession } from '../kit/access/new-session.ts';
import type { Security } from '../kit/access/security.ts';
import type { Collector } from '../kit/collector.ts';
import type { JobOffer } from '../kit/jobs/job.ts';
import type { OutboundGuard } from '../kit/network/outbound-guard.ts';
import type { Reader } from '../kit/reader.ts';
import type { ReportKind } from '../kit/reports/report-kind.ts';
import type { SampleWriter } from '../kit/sample-writer.ts';
import type { TenantTransactions } from '../kit/tenant-database.ts';
import type { Tenants } from '../kit/tenants.ts';

/** Parts of the server that calls use. A router hands each use case only those that it needs. */
export interface ServerParts {
  /** The collector of the home tenant. */
  readonly collector: Collector;
  /** The collectors of another tenant, which run elsewhere, as one. */
  readonly collectorOf: (tenantId: string) => Promise<Collector>;
  readonly reader: Reader;
  /** Writes samples of the home tenant. Null where no collector runs in this process. */
  readonly writer: SampleWriter | null;
  readonly tenants: Tenants;
  readonly security: Security;
  /** Says where it may be sent to. */
  readonly outbound: OutboundGuard;
  readonly server: RunningServer;
  /** Jobs that can be asked for. */
  readonly jobs: readonly JobOffer[];
  /** The reports that there are. */
  readonly reportKinds: readonly ReportKind[];
  /** Varve's own folder: files of reports lie in it. */
  readonly directory: string;
}

/** Context of a call: the parts of the server, and who asks. */
export interface RequestContext extends ServerParts {
  /** Null where the call came without a credential. */
  readonly access: Access | null;
  /** Gives the caller new tokens of his session: a browser as cookies, and then null is given back. */
  readonly giveTokens: (session: NewSession) => Promise<ProgramTokens | null>;
}

/** Context of a call of somebody with a valid credential. The writer is that of his tenant. */
export interface AccessContext extends RequestContext {
  /** Finds what collects for his tenant. */
  readonly findCollector: () => Promise<Collector>;
  readonly access: Access;
  /** Transactions in his name. */
  readonly tenant: TenantTransactions;
}

/** The server that answers. */
export interface RunningServer {
  readonly version: string;
  uptimeSeconds(): number;
  /** Undefined where it speaks plain HTTP. */
  readonly certificate: RunningCertificate | undefined;
}

/** The certificate that a server shows at the moment. */
interface RunningCertificate {
  current(): { readonly cert: string };
  /** The authority of the server's own that signed it, as PEM; undefined: somebody else's. */
  authority(): string | undefined;
}
