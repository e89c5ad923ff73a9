import { join } from 'node:path';
import { migrate } from '@varve/db';
import { startApplication, type Application } from '@varve/server/start-application';
import { consoleFolder } from '@varve/server/console-folder';
import { createLogger } from '@varve/server/create-logger';
import { checkDatabase, type DatabaseOptions } from '@varve/server/options/database-options';
import { startSupervisedDatabase } from '@varve/server/supervised-database';
import { untilStopped } from '@varve/server/until-stopped';
import { countRows, demoReport } from './demo-report.ts';
import { makeDemoUsers, type DemoUser } from './make-demo-users.ts';
import { startPlant } from './plant/plant.ts';
import { plantSources } from './plant/plant-sources.ts';

/** Values of the options of `varve demo`. */
export interface DemoOptions extends DatabaseOptions {
  readonly for?: number;
  readonly json?: true;
  readonly port?: number;
  readonly seed: number;
  readonly logLevel: string;
}

// Devices stamp their own samples: what this run adds is not older than this before its start.
const COUNTED_MARGIN_MS = 3_600_000;

/** Runs everything on the simulated plant until the time is over, or the program is to stop. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  const { directory, json } = options;
  if (options.database !== undefined) checkDatabase(options.database);
  const since = new Date(Date.now() - COUNTED_MARGIN_MS);
  await using started = new AsyncDisposableStack();
  const database = options.database ?? (await startDatabase(started, directory, report));
  await migrate(database, (migration) => report(`applying migration ${migration}`));
  const users = await makeDemoUsers(database, directory);
  const before = await countRows(database, since);
  report('starting the simulated plant');
  const plant = started.use(
    await startPlant({
      seed: options.seed,
      directory: join(directory, 'plant'),
      onExit: ({ process: name, output }) => report(`the plant's ${name} ended: ${output}`),
    }),
  );
  const application = await startApplication({
    directory,
    database,
    tenant: 'demo',
    sources: plantSources(plant.ports),
    host: '127.0.0.1',
    port: options.port,
    consoleFolder: json ? undefined : await consoleFolder(report),
    logger: await createLogger(options.logLevel),
    onProgress: report,
  });
  if (json) report(`running at ${application.address}`);
  else process.stdout.write(await welcome(application, users, directory));
  await untilStopped(options.for);
  report('stopping');
  await application.stop();
  const result = demoReport(application.historian, before, await countRows(database, since));
  if (json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (result.lost > 0) process.exitCode = 1;
}

/** The link lets who sees it in once, on this machine or through a tunnel to it. */
async function welcome(
  { address, loginLink }: Application,
  users: readonly DemoUser[],
  directory: string,
): Promise<string> {
  const logins = users.map(({ username, password }) => `  ${username.padEnd(10)}${password}`);
  return `
Open ${await loginLink('admin')}
It logs you in once, as admin. After that, log in at ${address} as

${logins.join('\n')}

Ctrl-C stops everything; the data stay in ${directory}

`;
}

async function startDatabase(
  started: AsyncDisposableStack,
  directory: string,
  report: (line: string) => void,
): Promise<string> {
  report('starting PostgreSQL');
  const embedded = await startSupervisedDatabase({
    directory,
    onProgress: report,
    onEnded: report,
  });
  return started.use(embedded).connectionString;
}
