import type { Command } from 'commander';

/** Options of every command that works on a database. */
export interface DatabaseOptions {
  readonly database?: string;
  readonly directory: string;
  readonly json?: true;
}

/**
 * Adds the options that say which database, and `--json`.
 *
 * @param json - what is printed for machines: `{ done }`
 */
export function databaseOptions(command: Command, json: string): Command {
  return command
    .option('--database <url>', 'postgres://user@host/database (default: the embedded PostgreSQL)')
    .option('--directory <folder>', "Varve's own folder", '.varve')
    .option('--json', `print ${json} for machines`);
}

/** Prints a result for machines or for people. */
export function print(json: true | undefined, result: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(result) : text}\n`);
}

/** A line of progress on standard error. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
