import { Command } from 'commander';
import { hostArgument, hostNamesArgument } from './options/host-argument.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { logLevelOption } from './options/log-level-option.ts';
import { portArgument } from './options/port-argument.ts';

/** Values of the options of `varve serve`. */
export interface ServeOptions extends JsonOption {
  readonly database: string;
  readonly tenant: string;
  readonly host: string;
  readonly port?: number;
  readonly allowHost: readonly string[];
  readonly logLevel: string;
}

/**
 * `varve serve`
 *
 * @param run - serves until the program is to stop
 */
export function serveCommand(run: (options: ServeOptions) => Promise<void>): Command {
  const command = new Command('serve')
    .description(
      'run the half of Varve that serves: API and console, for collectors that run elsewhere',
    )
    .requiredOption('--database <url>', 'postgres://user@host/database, where collectors store')
    .option('--tenant <name>', 'whose data it serves', 'default')
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
