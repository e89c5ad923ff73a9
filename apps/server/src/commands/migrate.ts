import { engineLabel, migrate } from '@varve/db';
import { Command } from 'commander';
import { withDatabase } from '../with-database.ts';

interface MigrateOptions {
  readonly database?: string;
  readonly directory: string;
  readonly json?: true;
}

/** `varve migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the schema of a database up to date')
    .option('--database <url>', 'postgres://user@host/database (default: the embedded PostgreSQL)')
    .option('--directory <folder>', "Varve's own folder", '.varve')
    .option('--json', 'print { engine, done } for machines')
    .action(async ({ database, directory, json }: MigrateOptions) => {
      const { engine, done } = await withDatabase(database, directory, (connectionString) =>
        migrate(connectionString, (migration) => process.stderr.write(`applying ${migration}\n`)),
      );
      const label = engineLabel(engine);
      if (json) process.stdout.write(`${JSON.stringify({ engine: label, done })}\n`);
      else process.stdout.write(`${label}: ${done.length} migrations applied, up to date\n`);
    });
}
