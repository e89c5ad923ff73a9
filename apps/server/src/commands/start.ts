import { Command } from 'commander';
import { logLevelOption } from '../log-level-option.ts';
import { portOption } from '../port-option.ts';
import type { StartOptions } from '../run-start.ts';

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
    .option(
      '--allow-host <name>',
      'a name that browsers know this server by, beside addresses and localhost; may be given again',
      (name: string, names: readonly string[]) => [...names, name],
      [],
    )
    .addOption(logLevelOption('info'))
    .option('--json', 'print { address } for machines when ready')
    .action(async (options: StartOptions) => {
      // The server takes longer to load than any other command to run.
      const { runStart } = await import('../run-start.ts');
      await runStart(options);
    });
}
