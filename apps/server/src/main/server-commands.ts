import type { Command } from 'commander';
import { backupCommand } from '../commands/backup.ts';
import { collectCommand } from '../commands/collect.ts';
import { migrateCommand } from '../commands/migrate.ts';
import { migrationsCommand } from '../commands/migrations.ts';
import { removeDataCommand } from '../commands/remove-data.ts';
import { restoreCommand } from '../commands/restore.ts';
import { rollbackCommand } from '../commands/rollback.ts';
import { sealCommand } from '../commands/seal.ts';
import { seedCommand } from '../commands/seed.ts';
import { serveCommand } from '../commands/serve.ts';
import { startCommand } from '../commands/start.ts';

/**
 * Makes the commands of the server, in the order in which `--help` lists them.
 *
 * Those that run a half are loaded when they run: they take longer to load than any other command to run.
 */
export function serverCommands(): Command[] {
  return [
    startCommand(async (options) => (await import('./run-start.ts')).runStart(options)),
    collectCommand(async (options) => (await import('./run-collect.ts')).runCollect(options)),
    serveCommand(async (options) => (await import('./run-serve.ts')).runServe(options)),
    migrateCommand(),
    rollbackCommand(),
    migrationsCommand(),
    backupCommand(),
    restoreCommand(),
    sealCommand(),
    seedCommand(),
    removeDataCommand(),
  ];
}
