import { migrate, parseConnectionString } from '@varve/db';
import { createReader } from '@varve/historian';
import type { ServeOptions } from '../commands/serve-command.ts';
import { print, progress } from '../commands/options/print.ts';
import { collectorsElsewhere } from '../kit/collectors-elsewhere.ts';
import { followCollectors } from '../kit/follow-collectors.ts';
import { openTenants } from '../kit/tenants.ts';
import { consoleFolder } from './console-folder.ts';
import { createLogger } from './create-logger.ts';
import { historianReader } from './historian-collector.ts';
import { prepareTenant } from './prepare-tenant.ts';
import { startServing } from './start-serving.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the half that serves until the program is to stop. */
export async function runServe(options: ServeOptions): Promise<void> {
  const { database, host, port } = options;
  parseConnectionString(database);
  await migrate(database, (migration) => progress(`applying migration ${migration}`));
  const logger = await createLogger(options.logLevel, options.logFile);
  await using started = new AsyncDisposableStack();
  const engine = await prepareTenant(database, options.tenant);
  const tenants = started.use(await openTenants(database, options.tenant));
  const read = started.adopt(createReader(database), (opened) => opened.close());
  const onFailed = (reason: string): void =>
    logger.error(`the database does not tell of collectors: ${reason}`);
  // Those of the home tenant are followed for as long as this runs, whether anybody asks or not.
  const collector = started.use(
    await followCollectors({ database, tenant: tenants.home, onFailed }),
  );
  const elsewhere = started.use(collectorsElsewhere({ database, tenants, onFailed }));
  const { address } = started.use(
    await startServing({
      directory: options.directory,
      database,
      tenants,
      collector,
      collectorOf: (tenantId) => elsewhere.of(tenantId),
      outboundNetworks: options.outboundNetwork,
      reader: historianReader({ engine, read }),
      writer: null,
      host,
      port,
      allowedHosts: options.allowHost,
      allowedOrigins: options.allowOrigin,
      trustedProxies: options.trustProxy,
      certificate: options.certificate,
      key: options.key,
      insecureHttp: options.insecureHttp,
      consoleFolder: await consoleFolder(progress),
      logger,
      onProgress: progress,
    }),
  );
  print(options.json, { address }, `Varve serves ${options.tenant} at ${address} (Ctrl-C to stop)`);
  await untilStopped();
  progress('stopping');
}
