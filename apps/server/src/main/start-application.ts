import { migrate } from '@varve/db';
import type { Historian, SinkDefinition } from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { Logger } from 'pino';
import { openTenantDatabase } from '../kit/tenant-database.ts';
import { historianReader } from './historian-collector.ts';
import { startCollecting } from './start-collecting.ts';
import { startServing } from './start-serving.ts';
import { startSupervisedDatabase, type SupervisedDatabase } from './supervised-database.ts';

/** Options of `startApplication`. */
interface ApplicationOptions {
  /** Varve's own folder. */
  readonly directory: string;
  /** Connection string of the user's own database; undefined: the embedded PostgreSQL. */
  readonly database: string | undefined;
  readonly tenant: string;
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks?: readonly SinkDefinition[];
  readonly host: string;
  readonly port: number | undefined;
  /** Names of the server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
  /** The built console; undefined: calls only. */
  readonly consoleFolder: string | undefined;
  readonly logger: Logger;
  readonly onProgress: (step: string) => void;
}

/** A running Varve. */
interface Application {
  /** To open in a browser. */
  readonly address: string;
  readonly database: string;
  readonly historian: Historian;
  stop(): Promise<void>;
}

/** Starts the database and both halves in one process, in this order; when one does not start, those before it are stopped. */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const { onProgress } = options;
  await using started = new AsyncDisposableStack();
  const database = options.database ?? started.use(await startDatabase(options)).connectionString;
  onProgress('applying migrations');
  await migrate(database, (migration) => onProgress(`applying migration ${migration}`));
  onProgress('starting the historian');
  const { historian, collector } = started.use(await startCollecting({ ...options, database }));
  onProgress('starting the server');
  const tenant = started.use(await openTenantDatabase(database, options.tenant));
  const reader = historianReader(historian);
  const { address } = started.use(await startServing({ ...options, tenant, collector, reader }));
  const running = started.move();
  let stopped: Promise<void> | undefined;
  return {
    address,
    database,
    historian,
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
