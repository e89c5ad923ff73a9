import { rollback } from '@varve/db';
import { Command } from 'commander';
import { withDatabase } from '../with-database.ts';
import { countArgument } from './count-argument.ts';
import { databaseOptions, print, progress, type DatabaseOptions } from './database-options.ts';

/** `varve rollback [n]` */
export function rollbackCommand(): Command {
  const command = new Command('rollback')
    .description('take back the newest migrations, with the data of their tables')
    .argument('[count]', 'how many', countArgument, 1);
  return databaseOptions(command, '{ done }').action(
    async (count: number, { database, directory, json }: DatabaseOptions) => {
      const { done } = await withDatabase(database, directory, (connectionString) =>
        rollback(connectionString, count, (migration) => progress(`taking back ${migration}`)),
      );
      print(json, { done }, `${done.length} migrations taken back`);
    },
  );
}
