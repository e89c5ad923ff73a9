import { join } from 'node:path';
import type { Logger } from 'pino';
import { keepSealing } from '../features/audit/index.ts';
import { isSetUp, makeLoginLink } from '../features/session/index.ts';
import { createServer } from '../http/create-server.ts';
import { listen } from '../http/listen.ts';
import { jobs, planners } from '../jobs.ts';
import { openSecurity, type Security } from '../kit/access/security.ts';
import { createOutboundGuard } from '../kit/network/outbound-guard.ts';
import type { Collector } from '../kit/collector.ts';
import type { Reader } from '../kit/reader.ts';
import type { SampleWriter } from '../kit/sample-writer.ts';
import type { Tenants } from '../kit/tenants.ts';
import { reportKinds } from '../report-kinds.ts';
import { openCertificate, type EncryptionOptions } from './open-certificate.ts';
import { startBackground } from './start-background.ts';
import { VERSION } from './version.ts';

/** Options of `startServing`. */
export interface ServingOptions extends EncryptionOptions {
  /** Varve's own folder: the keys of the server lie in it. */
  readonly directory: string;
  /** Connection string of a migrated database, as the owner of its schema: jobs and messages go by it. */
  readonly database: string;
  readonly tenants: Tenants;
  /** The collector of the home tenant. */
  readonly collector: Collector;
  /** The collectors of another tenant, which run elsewhere, as one. */
  readonly collectorOf: (tenantId: string) => Promise<Collector>;
  readonly reader: Reader;
  /** Null where no collector runs in this process. */
  readonly writer: SampleWriter | null;
  /** Private networks that webhooks and mails may go to. @default none */
  readonly outboundNetworks?: readonly string[];
  readonly host: string;
  readonly port: number | undefined;
  /** Names of the server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
  /** Origins whose pages may read answers. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Proxies whose `X-Forwarded-For` says who asks. @default none */
  readonly trustedProxies?: readonly string[];
  /** The built console; undefined: calls only. */
  readonly consoleFolder: string | undefined;
  readonly logger: Logger;
  readonly onProgress: (step: string) => void;
}

/** The running half that answers people and programs. */
export interface Serving extends AsyncDisposable {
  /** To open in a browser. */
  readonly address: string;
  /** Address that logs a user in once, without a password. @throws ServerError NOT_FOUND where there is no such user */
  loginLink(username: string): Promise<string>;
}

/** Starts the half that serves: API, console, jobs and messages. @throws ServerError PORT_TAKEN, PORT_FORBIDDEN */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { tenants, collector, collectorOf, reader, writer, allowedHosts = [], host } = options;
  await using started = new AsyncDisposableStack();
  const startedAt = performance.now();
  const uptimeSeconds = () => (performance.now() - startedAt) / 1_000;
  const security = started.use(await openSecurity(options));
  started.use(
    keepSealing({
      ...options,
      onFailed: (reason) => options.logger.error(`the audit log cannot be sealed: ${reason}`),
    }),
  );
  const { keyring } = security;
  const outbound = createOutboundGuard(options.outboundNetworks ?? []);
  started.use(await startBackground({ ...options, keyring, guard: outbound, jobs, planners }));
  const opened = await openCertificate({ ...options, allowedHosts });
  const certificate = opened === undefined ? undefined : started.use(opened);
  const parts = {
    collector,
    collectorOf,
    reader,
    writer,
    tenants,
    security,
    jobs,
    reportKinds,
    directory: options.directory,
    outbound,
    server: { version: VERSION, uptimeSeconds, certificate },
  };
  const server = await createServer(parts, {
    ...options,
    certificate,
    allowedHosts: [...allowedHosts, host],
  });
  started.defer(() => server.close());
  const address = await listen(server, { ...options, isEncrypted: certificate !== undefined });
  await waitForSetUp(options, security, address);
  const running = started.move();
  return {
    address,
    loginLink: async (username) =>
      `${address}/enter#${await makeLoginLink(tenants.home, username)}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** Shows the code by which the first user is made, where there is none yet. */
async function waitForSetUp(
  { directory, tenants, onProgress }: ServingOptions,
  { setUpCode }: Security,
  address: string,
): Promise<void> {
  if (await isSetUp(tenants.home)) {
    await setUpCode.withdraw();
    return;
  }
  const code = await setUpCode.issue();
  onProgress(
    `no user yet: make the first one at ${address}/set-up with the code ${code} (also in ${join(directory, 'setup-code')}, for 24 hours)`,
  );
}
