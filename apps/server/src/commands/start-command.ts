import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { gatewayOptions, type GatewayOptions } from './options/gateway-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { logOptions, type LogOptions } from './options/log-options.ts';
import { outboundOption, type OutboundOption } from './options/outbound-option.ts';

/** Values of the options of `varve start`. */
export interface StartOptions
  extends DatabaseOptions, GatewayOptions, OutboundOption, LogOptions, JsonOption {
  readonly config: string;
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
  logOptions(outboundOption(gatewayOptions(databaseOptions(command))));
  return jsonOption(command, '{ address } when ready').action(run);
}
