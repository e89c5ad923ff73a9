import { engineLabel, migrationStates, verifyMigrations } from '@varve/db';
import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';

/** `varve migrations status|verify` */
export function migrationsCommand(): Command {
  return new Command('migrations')
    .description('say which migrations a database has, and whether it is what they make')
    .addCommand(statusCommand())
    .addCommand(verifyCommand());
}

function statusCommand(): Command {
  const command = new Command('status').description('list migrations: applied, pending or changed');
  return jsonOption(databaseOptions(command), '{ migrations }').action(
    async ({ database, directory, json }: DatabaseOptions & JsonOption) => {
      const migrations = await withDatabase(database, directory, migrationStates);
      const lines = migrations.map(
        ({ number, name, state, appliedAt }) =>
          `${String(number).padStart(4, '0')}_${name}  ${state}${appliedAt === undefined ? '' : ` ${appliedAt.toISOString()}`}`,
      );
      print(json, { migrations }, lines.join('\n'));
    },
  );
}

function verifyCommand(): Command {
  const command = new Command('verify').description(
    'compare checksums, tables, columns and the isolation of tenants with what they should be; exits 1 on a difference',
  );
  return jsonOption(databaseOptions(command), '{ engine, capabilities, problems }').action(
    async ({ database, directory, json }: DatabaseOptions & JsonOption) => {
      const { engine, migrations, capabilities, problems } = await withDatabase(
        database,
        directory,
        verifyMigrations,
      );
      const result = { engine: engineLabel(engine), migrations, capabilities, problems };
      const extensions = capabilities.map(({ name, state }) => `${name} ${state}`).join(', ');
      const verdict =
        problems.length === 0
          ? 'as it should be'
          : `${problems.length} problems\n${problems.join('\n')}`;
      print(json, result, `${result.engine} (${extensions}): ${verdict}`);
      if (problems.length > 0) process.exitCode = 1;
    },
  );
}
