import { migrate } from '@varve/db';
import type { Historian, SinkDefinition } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { Logger } from 'pino';
import { collectorsElsewhere } from '../kit/collectors-elsewhere.ts';
import { openTenants } from '../kit/tenants.ts';
import { historianReader } from './historian-collector.ts';
import { historianWriter } from './historian-writer.ts';
import { prepareTenant } from './prepare-tenant.ts';
import type { EncryptionOptions } from './open-certificate.ts';
import { startCollecting } from './start-collecting.ts';
import { startServing } from './start-serving.ts';
import { startSupervisedDatabase, type SupervisedDatabase } from './supervised-database.ts';

/** Options of `startApplication`. */
interface ApplicationOptions extends EncryptionOptions {
  /** Varve's own folder. */
  readonly directory: string;
  /** Connection string of the user's own database; undefined: the embedded PostgreSQL. */
  readonly database: string | undefined;
  readonly tenant: string;
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks?: readonly SinkDefinition[];
  /** As `HistorianOptions.storeIntervalMs`. @default 0 */
  readonly storeIntervalMs?: number;
  readonly host: string;
  readonly port: number | undefined;
  /** Names of the server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
  /** Private networks that webhooks and mails may go to. @default none */
  readonly outboundNetworks?: readonly string[];
  /** Origins whose pages may read answers. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Proxies whose `X-Forwarded-For` says who asks. @default none */
  readonly trustedProxies?: readonly string[];
  /** The built console; undefined: calls only. */
  readonly consoleFolder: string | undefined;
  readonly logger: Logger;
  readonly onProgress: (step: string) => void;
}

/** A running Varve. */
export interface Application {
  /** To open in a browser. */
  readonly address: string;
  readonly database: string;
  readonly historian: Historian;
  /** Address that logs a user in once, without a password. */
  readonly loginLink: (username: string) => Promise<string>;
  stop(): Promise<void>;
}

/** Starts the database and both halves in one process, in this order; when one does not start, those before it are stopped. */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const { onProgress } = options;
  await using started = new AsyncDisposableStack();
  const database = options.database ?? started.use(await startDatabase(options)).connectionString;
  onProgress('applying migrations');
  const before: string[] = [];
  await migrate(database, (migration) => {
    onProgress(`applying migration ${migration}`);
    before.push(`migration ${migration} applied`);
  });
  await prepareTenant(database, options.tenant);
  onProgress('starting the historian');
  const { historian, collector } = started.use(
    await startCollecting({ ...options, database, before }),
  );
  onProgress('starting the server');
  const tenants = started.use(await openTenants(database, options.tenant));
  const elsewhere = started.use(
    collectorsElsewhere({
      database,
      tenants,
      onFailed: (reason) =>
        options.logger.error(`the database does not tell of collectors elsewhere: ${reason}`),
    }),
  );
  const collectorOf = (tenantId: string) => elsewhere.of(tenantId);
  const reader = historianReader(historian);
  const writer = historianWriter(historian);
  const serving = started.use(
    await startServing({ ...options, database, tenants, collector, collectorOf, reader, writer }),
  );
  const running = started.move();
  let stopped: Promise<void> | undefined;
  return {
    address: serving.address,
    database,
    historian,
    loginLink: (username) => serving.loginLink(username),
    stop: () => (stopped ??= running.disposeAsync()),
  };
}

function startDatabase({
  directory,
  onProgress,
  logger,
}: ApplicationOptions): Promise<SupervisedDatabase> {
  onProgress('starting PostgreSQL');
  return startSupervisedDatabase({
    directory,
    onProgress,
    onEnded: (reason) => logger.error(reason),
  });
}
