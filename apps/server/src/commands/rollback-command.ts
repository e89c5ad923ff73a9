import { rollback } from '@varve/db';
import { Command } from 'commander';
import { countArgument } from './options/count-argument.ts';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

/** `varve rollback [n]` */
export function rollbackCommand(): Command {
  const command = new Command('rollback')
    .description('take back the newest migrations, with the data of their tables')
    .argument('[count]', 'how many', countArgument, 1);
  return jsonOption(databaseOptions(command), '{ done }').action(
    async (count: number, { database, directory, json }: DatabaseOptions & JsonOption) => {
      const { done } = await withDatabase(database, directory, (connectionString) =>
        rollback(connectionString, count, (migration) => progress(`taking back ${migration}`)),
      );
      print(json, { done }, `${done.length} migrations taken back`);
    },
  );
}
