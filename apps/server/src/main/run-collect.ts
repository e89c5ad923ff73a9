import { migrate, parseConnectionString } from '@varve/db';
import type { CollectOptions } from '../commands/collect-command.ts';
import { print, progress } from '../commands/options/print.ts';
import { readConfiguration } from './configuration/read-configuration.ts';
import { createLogger } from './create-logger.ts';
import { startCollecting } from './start-collecting.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the half that collects until the program is to stop. */
export async function runCollect(options: CollectOptions): Promise<void> {
  const { database, directory } = options;
  parseConnectionString(database);
  const { sources, sinks, storeIntervalMs, tenant } = await readConfiguration(options.config);
  const before: string[] = [];
  await migrate(database, (migration) => {
    progress(`applying migration ${migration}`);
    before.push(`migration ${migration} applied`);
  });
  const logger = await createLogger(options.logLevel, options.logFile);
  await using collecting = await startCollecting({
    directory,
    database,
    tenant,
    sources,
    sinks,
    storeIntervalMs,
    before,
    logger,
  });
  const { spoolId } = collecting.historian;
  print(options.json, { spoolId }, `Varve collects for ${tenant} (Ctrl-C to stop)`);
  await untilStopped();
  progress('stopping');
}
