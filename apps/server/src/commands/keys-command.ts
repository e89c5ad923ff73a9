import { Command } from 'commander';
import { databaseOptions, type DatabaseOptions } from './options/database-options.ts';
import { jsonOption, type JsonOption } from './options/json-option.ts';
import { print, progress } from './options/print.ts';
import { withRunningDatabase } from './options/tenant-options.ts';

/** `varve keys` */
export function keysCommand(): Command {
  return new Command('keys')
    .description('replace keys of the server')
    .addCommand(rotateSecretsCommand());
}

function rotateSecretsCommand(): Command {
  const command = new Command('rotate-secrets').description(
    'make a new key that seals secrets in the database, seal all of them with it, and drop the old one; a server may run meanwhile, and the next call goes on where one was cut short',
  );
  return jsonOption(databaseOptions(command), '{ sealed, unreadable }').action(
    async ({ database, directory, json }: DatabaseOptions & JsonOption) => {
      const { rotateSealingKey } = await import('../kit/secrets/rotate-sealing-key.ts');
      const rotation = await withRunningDatabase({ database, directory }, (connectionString) =>
        rotateSealingKey({
          directory,
          database: connectionString,
          onProgress: (sealed) => progress(`${sealed} secrets are sealed with the new key`),
        }),
      );
      const { sealed, unreadable } = rotation;
      const lost = unreadable.map((what) => `\nno key opens the ${what}: set it again`).join('');
      print(
        json,
        rotation,
        `${sealed} secrets are sealed with the new key, and the old one is dropped; backups made before need the old file${lost}`,
      );
    },
  );
}
