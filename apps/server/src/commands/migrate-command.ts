import { engineLabel, migrate } from '@varve/db';
import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

/** `varve migrate` */
export function migrateCommand(): Command {
  const command = new Command('migrate').description('bring the schema of a database up to date');
  return jsonOption(databaseOptions(command), '{ engine, done }').action(
    async ({ database, directory, json }: DatabaseOptions & JsonOption) => {
      const { engine, done } = await withDatabase(database, directory, (connectionString) =>
        migrate(connectionString, (migration) => progress(`applying ${migration}`)),
      );
      const label = engineLabel(engine);
      print(
        json,
        { engine: label, done },
        `${label}: ${done.length} migrations applied, up to date`,
      );
    },
  );
}
