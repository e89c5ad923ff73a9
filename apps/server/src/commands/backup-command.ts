import { backupDatabase } from '@varve/db';
import { Command, Option } from 'commander';
import { countArgument } from './options/count-argument.ts';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { folderArgument } from './options/folder-argument.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

interface BackupCommandOptions extends DatabaseOptions, JsonOption {
  readonly format: 'auto' | 'copy' | 'pg_dump';
  readonly programs?: string;
  readonly keep?: number;
}

/** `varve backup <folder>` */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('back a database up while it works, with a checksum of every table')
    .argument('<folder>', 'gets a folder for each backup', folderArgument)
    .addOption(
      new Option('--format <format>', 'pg_dump, files in COPY format, or the first that can be had')
        .choices(['auto', 'copy', 'pg_dump'])
        .default('auto'),
    )
    .option('--programs <folder>', 'folder of pg_dump (default: the PATH)')
    .option('--keep <count>', 'remove older backups until this many are left', countArgument);
  return jsonOption(databaseOptions(command), '{ folder, format, rowCount, … }').action(
    async (folder: string, options: BackupCommandOptions) => {
      const { database, directory, json, format, programs, keep } = options;
      const report = await withDatabase(database, directory, (connectionString) =>
        backupDatabase(connectionString, {
          directory: folder,
          format,
          ...(programs === undefined ? {} : { programs }),
          ...(keep === undefined ? {} : { keep }),
          onProgress: (table, index, count) => progress(`${index + 1}/${count} ${table}`),
        }),
      );
      const { tableCount, rowCount, byteCount, removed, reason } = report;
      const how = reason === undefined ? report.format : `${report.format}: ${reason}`;
      print(
        json,
        report,
        `${report.folder}: ${tableCount} tables, ${rowCount} rows, ${byteCount} bytes (${how}); ${removed.length} older backups removed`,
      );
    },
  );
}
