import { readFile } from 'node:fs/promises';
import { migrate, seedDatabase } from '@varve/db';
import { Argument, Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withDatabase } from './options/with-database.ts';
import { ServerError } from '../kit/server-error.ts';

interface SeedCommandOptions extends DatabaseOptions, JsonOption {
  readonly tenant: string;
  readonly administrator: string;
  readonly passwordFile?: string;
}

/** `varve seed dev|test` */
export function seedCommand(): Command {
  const command = new Command('seed')
    .description(
      'fill a tenant with example data: a field with three years of production and two factories',
    )
    .addArgument(
      new Argument('<kind>', 'dev: believable; test: small and fast').choices(['dev', 'test']),
    )
    .option('--tenant <name>', 'the tenant that gets it', 'aurora')
    .option('--administrator <name>', 'its first user', 'admin')
    .option(
      '--password-file <file>',
      "the administrator's password (default: one is made, and shown once)",
    );
  return jsonOption(
    databaseOptions(command),
    '{ tenantId, administrator, generatedPassword, seconds }',
  ).action(async (kind: 'dev' | 'test', options: SeedCommandOptions) => {
    const { database, directory, json, tenant, administrator, passwordFile } = options;
    const password = passwordFile === undefined ? undefined : await readPassword(passwordFile);
    const report = await withDatabase(database, directory, async (connectionString) => {
      await migrate(connectionString, (migration) => progress(`applying ${migration}`));
      return seedDatabase(connectionString, {
        kind,
        tenant,
        administrator,
        ...(password === undefined ? {} : { password }),
        onProgress: (step, index, count) => progress(`${index}/${count} ${step}`),
      });
    });
    const secret =
      report.generatedPassword === undefined
        ? ''
        : `, password ${report.generatedPassword} (shown only now)`;
    print(
      json,
      report,
      `${tenant} is filled in ${report.seconds.toFixed(1)} s; administrator ${report.administrator}${secret}`,
    );
  });
}

async function readPassword(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ServerError(
      'FILE_UNREADABLE',
      `cannot read ${file}: expected a file with a password, got ${code}; give another with --password-file`,
      { cause: error },
    );
  }
}
