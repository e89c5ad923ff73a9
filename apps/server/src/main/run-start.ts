import { checkDatabase } from '../commands/options/database-options.ts';
import type { StartOptions } from '../commands/start-command.ts';
import { startApplication } from './start-application.ts';
import { readConfiguration } from './configuration/read-configuration.ts';
import { consoleFolder } from './console-folder.ts';
import { createLogger } from './create-logger.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the historian, the server and the console until the program is to stop. */
export async function runStart(options: StartOptions): Promise<void> {
  if (options.database !== undefined) checkDatabase(options.database);
  const { sources, sinks, storeIntervalMs, tenant, allowedHosts, outboundNetworks } =
    await readConfiguration(options.config);
  const application = await startApplication({
    directory: options.directory,
    database: options.database,
    tenant,
    sources,
    sinks,
    storeIntervalMs,
    host: options.host,
    port: options.port,
    allowedHosts: [...allowedHosts, ...options.allowHost],
    outboundNetworks: [...outboundNetworks, ...options.outboundNetwork],
    allowedOrigins: options.allowOrigin,
    trustedProxies: options.trustProxy,
    certificate: options.certificate,
    key: options.key,
    insecureHttp: options.insecureHttp,
    consoleFolder: await consoleFolder((line) => process.stderr.write(`${line}\n`)),
    logger: await createLogger(options.logLevel, options.logFile),
    onProgress: (step) => process.stderr.write(`${step}\n`),
  });
  const { address } = application;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ address })}\n`
      : `Varve runs at ${address} (Ctrl-C to stop)\n`,
  );
  await untilStopped();
  process.stderr.write('stopping\n');
  await application.stop();
}
