import { restoreDatabase } from '@varve/db';
import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

interface RestoreCommandOptions extends DatabaseOptions, JsonOption {
  readonly programs?: string;
}

/** `varve restore <backup>` */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('bring a backup back into an empty database, and compare every table with it')
    .argument('<backup>', 'folder of one backup: …/varve-20260110T030000Z')
    .option('--programs <folder>', 'folder of pg_restore (default: the PATH)');
  return jsonOption(databaseOptions(command), '{ format, createdAt, tableCount, rowCount }').action(
    async (folder: string, { database, directory, json, programs }: RestoreCommandOptions) => {
      const report = await withDatabase(database, directory, (connectionString) =>
        restoreDatabase(connectionString, folder, {
          ...(programs === undefined ? {} : { programs }),
          onProgress: (table, index, count) => progress(`${index + 1}/${count} ${table}`),
        }),
      );
      const { createdAt, tableCount, rowCount } = report;
      print(
        json,
        report,
        `the backup of ${createdAt} is back: ${tableCount} tables, ${rowCount} rows, every checksum equal`,
      );
    },
  );
}
