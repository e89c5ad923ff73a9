import { parseConnectionString } from '@varve/db';
import { startApplication } from './application.ts';
import { readConfiguration } from './configuration.ts';
import { consoleFolder } from './console-folder.ts';
import { createLogger } from './logger.ts';
import { untilStopped } from './until-stopped.ts';

/** What `varve start` is told. */
export interface StartOptions {
  readonly config: string;
  readonly database?: string;
  readonly directory: string;
  readonly host: string;
  readonly port?: number;
  readonly allowHost: readonly string[];
  readonly logLevel: string;
  readonly json?: true;
}

/** Runs the historian, the server and the console until the program is to stop. */
export async function runStart(options: StartOptions): Promise<void> {
  if (options.database !== undefined) parseConnectionString(options.database);
  const { sources, sinks, tenant, allowedHosts } = await readConfiguration(options.config);
  const application = await startApplication({
    directory: options.directory,
    database: options.database,
    tenant,
    sources,
    sinks,
    host: options.host,
    port: options.port,
    allowedHosts: [...allowedHosts, ...options.allowHost],
    consoleFolder: await consoleFolder((line) => process.stderr.write(`${line}\n`)),
    logger: createLogger(options.logLevel),
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
