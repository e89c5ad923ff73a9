import { DatabaseError, parseConnectionString } from '@varve/db';
import type { Command } from 'commander';
import { folderArgument } from './folder-argument.ts';

/** Values of the options that say which database. */
export interface DatabaseOptions {
  readonly database?: string | undefined;
  readonly directory: string;
}

/** Adds the options that say which database: the user's own, or the embedded one in a folder. */
export function databaseOptions(command: Command): Command {
  return command
    .option('--database <url>', 'postgres://user@host/database (default: the embedded PostgreSQL)')
    .option('--directory <folder>', "Varve's own folder: data, keys", folderArgument, '.varve');
}

/** Refuses a connection string that cannot be read, before anything is made or started. @throws DatabaseError CONNECTION_STRING_INVALID */
export function checkDatabase(database: string): void {
  try {
    parseConnectionString(database);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new DatabaseError(error.code, `--database: ${error.message}`, { cause: error });
  }
}
