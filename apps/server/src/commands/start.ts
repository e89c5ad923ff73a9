import { Command } from 'commander';
import { startApplication } from '../application.ts';
import { readConfiguration } from '../configuration.ts';
import { consoleFolder } from '../console-folder.ts';
import { createLogger } from '../logger.ts';
import { logLevelOption } from '../log-level-option.ts';
import { portOption } from '../port-option.ts';
import { untilStopped } from '../until-stopped.ts';

interface StartOptions {
  readonly config: string;
  readonly database?: string;
  readonly directory: string;
  readonly host: string;
  readonly port?: number;
  readonly logLevel: string;
  readonly json?: true;
}

/** `varve start` */
export function startCommand(): Command {
  return new Command('start')
    .description('run the historian, the server and the console on your own configuration')
    .requiredOption(
      '--config <file>',
      'sources and their tags, and sinks beside the database, YAML or JSON',
    )
    .option('--database <url>', 'postgres://user@host/database (default: the embedded PostgreSQL)')
    .option('--directory <folder>', "Varve's own folder: data, keys", '.varve')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on (default: 8080 or the next free one)', portOption)
    .addOption(logLevelOption('info'))
    .option('--json', 'print { address } for machines when ready')
    .action(async (options: StartOptions) => {
      const { sources, sinks, tenant } = await readConfiguration(options.config);
      const application = await startApplication({
        directory: options.directory,
        database: options.database,
        tenant,
        sources,
        sinks,
        host: options.host,
        port: options.port,
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
    });
}
