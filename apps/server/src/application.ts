import { migrate } from '@varve/db';
import {
  createHistorian,
  type Historian,
  type HistorianEvent,
  type SinkDefinition,
} from '@varve/historian';
import type { SourceDefinition } from '@varve/protocols';
import type { Logger } from 'pino';
import { listen } from './listen.ts';
import { createServer } from './server.ts';
import { createServerContext } from './server-context.ts';
import { startSupervisedDatabase, type SupervisedDatabase } from './supervised-database.ts';
import { openTenantDatabase } from './tenant-database.ts';

/** What a whole Varve is started with. */
export interface ApplicationOptions {
  /** Varve's own folder. */
  readonly directory: string;
  /** Connection string of a database of the user's; undefined: the embedded PostgreSQL. */
  readonly database: string | undefined;
  readonly tenant: string;
  /** Made when the database is ready, so that what it starts is stopped with everything else. */
  readonly sources: readonly SourceDefinition[];
  /** Where samples go beside the database. */
  readonly sinks?: readonly SinkDefinition[];
  readonly host: string;
  readonly port: number | undefined;
  /** Names of the server beside addresses and `localhost`. @default none */
  readonly allowedHosts?: readonly string[];
  readonly flushIntervalMs?: number;
  /** The built console; undefined: calls only. */
  readonly consoleFolder: string | undefined;
  readonly logger: Logger;
  readonly onProgress: (step: string) => void;
}

/** A whole Varve at work. */
export interface Application {
  /** To open in a browser. */
  readonly address: string;
  readonly database: string;
  readonly historian: Historian;
  stop(): Promise<void>;
}

/** Starts database, historian and server, in this order; when one does not start, those before it are stopped. */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const { onProgress, logger } = options;
  await using started = new AsyncDisposableStack();
  const database = options.database ?? started.use(await startDatabase(options)).connectionString;
  onProgress('applying migrations');
  await migrate(database, (migration) => onProgress(`applying migration ${migration}`));
  onProgress('starting the historian');
  const historian = started.use(
    await createHistorian({
      database,
      tenant: options.tenant,
      sources: options.sources,
      sinks: options.sinks ?? [],
      directory: options.directory,
      ...(options.flushIntervalMs === undefined
        ? {}
        : { flushIntervalMs: options.flushIntervalMs }),
      onEvent: (event) => logEvent(logger, event),
    }),
  );
  onProgress('starting the server');
  const tenant = started.use(await openTenantDatabase(database, options.tenant));
  const context = createServerContext(historian, tenant);
  const { consoleFolder, allowedHosts = [], host } = options;
  const names = [...allowedHosts, host];
  const server = await createServer(context, { logger, consoleFolder, allowedHosts: names });
  started.defer(() => server.close());
  const address = await listen(server, options);
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

function logEvent(logger: Logger, event: HistorianEvent): void {
  switch (event.kind) {
    case 'source-state':
      logger.debug(event, `${event.source} is ${event.state}`);
      break;
    case 'source-failed':
      logger.debug(event, `${event.source}: ${event.reason}`);
      break;
    case 'store-failed':
      logger.error(event, `${event.sink} did not take ${event.rowCount} rows: ${event.message}`);
      break;
    case 'rows-refused':
      logger.error(
        event,
        `${event.sink} refuses ${event.rowCount} rows for good: ${event.message}`,
      );
      break;
    case 'spool-failed':
      logger.error(event, `the spool cannot be written: ${event.reason}`);
      break;
    case 'spool-damaged':
      logger.error(event, `${event.rowCount} rows of ${event.file} are lost: ${event.reason}`);
      break;
    case 'spool-dropped':
      logger.error(event, `the spool is full: its ${event.rowCount} oldest rows are given up`);
      break;
    case 'maintenance-failed':
      logger.error(event, `the database is not maintained: ${event.message}`);
      break;
    case 'frame-set-aside':
      logger.error(event, `a frame is set aside in ${event.file}: ${event.reason}`);
      break;
    case 'clock-behind':
      if (event.isBehind) logger.error(event, 'our clock is behind what is stored: set it');
      else logger.info(event, 'our clock is right again');
      break;
    case 'clock-stepped':
      logger.warn(event, `our clock was set by ${event.byMs} ms`);
      break;
    case 'worker-failed':
      logger.error(event, `a thread ended: ${event.reason}`);
      break;
  }
}
