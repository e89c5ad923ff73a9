import { Command } from 'commander';
import { folderArgument } from './options/folder-argument.ts';
import { gatewayOptions, type GatewayOptions } from './options/gateway-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { logOptions, type LogOptions } from './options/log-options.ts';
import { outboundOption, type OutboundOption } from './options/outbound-option.ts';

/** Values of the options of `varve serve`. */
export interface ServeOptions extends GatewayOptions, OutboundOption, LogOptions, JsonOption {
  readonly database: string;
  readonly directory: string;
  readonly tenant: string;
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
    .option('--directory <folder>', "Varve's own folder: keys", folderArgument, '.varve')
    .option('--tenant <name>', 'the tenant of whoever names none when he logs in', 'default');
  logOptions(outboundOption(gatewayOptions(command)));
  return jsonOption(command, '{ address } when ready').action(run);
}
