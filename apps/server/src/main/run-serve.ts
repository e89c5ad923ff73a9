import { connect, detectEngine, migrate, parseConnectionString, type Engine } from '@varve/db';
import { createReader } from '@varve/historian';
import type { ServeOptions } from '../commands/serve-command.ts';
import { print, progress } from '../commands/options/print.ts';
import { followCollectors } from '../kit/follow-collectors.ts';
import { openTenantDatabase } from '../kit/tenant-database.ts';
import { consoleFolder } from './console-folder.ts';
import { createLogger } from './create-logger.ts';
import { historianReader } from './historian-collector.ts';
import { startServing } from './start-serving.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the half that serves until the program is to stop. */
export async function runServe(options: ServeOptions): Promise<void> {
  const { database, host, port, allowHost } = options;
  parseConnectionString(database);
  await migrate(database, (migration) => progress(`applying migration ${migration}`));
  const logger = createLogger(options.logLevel);
  await using started = new AsyncDisposableStack();
  const engine = await prepareTenant(database, options.tenant);
  const tenant = started.use(await openTenantDatabase(database, options.tenant));
  const read = started.adopt(createReader(database), (opened) => opened.close());
  const collector = started.use(
    await followCollectors({
      database,
      tenant,
      onFailed: (reason) => logger.error(`the database does not tell of collectors: ${reason}`),
    }),
  );
  const { address } = started.use(
    await startServing({
      tenant,
      collector,
      reader: historianReader({ engine, read }),
      host,
      port,
      allowedHosts: allowHost,
      consoleFolder: await consoleFolder(progress),
      logger,
    }),
  );
  print(options.json, { address }, `Varve serves ${options.tenant} at ${address} (Ctrl-C to stop)`);
  await untilStopped();
  progress('stopping');
}

/** Makes the tenant where no collector has been there yet. @returns the kind of database */
async function prepareTenant(database: string, tenant: string): Promise<Engine> {
  const client = await connect(database, 'serve');
  try {
    await client.query('SELECT internal.found_tenant($1)', [tenant]);
    return await detectEngine(client);
  } finally {
    await client.end();
  }
}
