import { Command } from 'commander';
import { folderArgument } from './options/folder-argument.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { logOptions, type LogOptions } from './options/log-options.ts';

/** Values of the options of `varve collect`. */
export interface CollectOptions extends LogOptions, JsonOption {
  readonly config: string;
  readonly database: string;
  readonly directory: string;
}

/**
 * `varve collect`
 *
 * @param run - collects until the program is to stop
 */
export function collectCommand(run: (options: CollectOptions) => Promise<void>): Command {
  const command = new Command('collect')
    .description(
      'run the half of Varve that collects: sources, spool and sinks, without server and console',
    )
    .requiredOption(
      '--config <file>',
      'sources and their tags, and sinks beside the database, YAML or JSON',
    )
    .requiredOption(
      '--database <url>',
      'postgres://user@host/database, where servers find what is collected',
    )
    .option('--directory <folder>', "Varve's own folder: spool, keys", folderArgument, '.varve');
  logOptions(command);
  return jsonOption(command, '{ spoolId } when ready').action(run);
}
