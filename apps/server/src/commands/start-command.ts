import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { hostArgument, hostNamesArgument } from './options/host-argument.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { logLevelOption } from './options/log-level-option.ts';
import { portArgument } from './options/port-argument.ts';

/** Values of the options of `varve start`. */
export interface StartOptions extends DatabaseOptions, JsonOption {
  readonly config: string;
  readonly host: string;
  readonly port?: number;
  readonly allowHost: readonly string[];
  readonly logLevel: string;
}

/**
 * `varve start`
 *
 * @param run - runs the historian, the server and the console until the program is to stop
 */
export function startCommand(run: (options: StartOptions) => Promise<void>): Command {
  const command = new Command('start')
    .description('run the historian, the server and the console on your own configuration')
    .requiredOption(
      '--config <file>',
      'sources and their tags, and sinks beside the database, YAML or JSON',
    );
  databaseOptions(command)
    .option('--host <address>', 'address to listen on', hostArgument, '127.0.0.1')
    .option(
      '--port <number>',
      'port to listen on (default: 8080 or the next free one)',
      portArgument,
    )
    .option(
      '--allow-host <name>',
      'a name that browsers know this server by, beside addresses and localhost; may be given again',
      hostNamesArgument,
      [],
    )
    .addOption(logLevelOption('info'));
  return jsonOption(command, '{ address } when ready').action(run);
}
