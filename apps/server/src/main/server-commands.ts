import type { Command } from 'commander';
import { backupCommand } from '../commands/backup-command.ts';
import { migrateCommand } from '../commands/migrate-command.ts';
import { migrationsCommand } from '../commands/migrations-command.ts';
import { removeDataCommand } from '../commands/remove-data-command.ts';
import { restoreCommand } from '../commands/restore-command.ts';
import { rollbackCommand } from '../commands/rollback-command.ts';
import { sealCommand } from '../commands/seal-command.ts';
import { seedCommand } from '../commands/seed-command.ts';
import { startCommand, type StartOptions } from '../commands/start-command.ts';

/** Makes the commands of the server, in the order in which `--help` lists them. */
export function serverCommands(): Command[] {
  return [
    startCommand(runStart),
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

/** Loads the server for the command that runs it only: it takes longer to load than any other command to run. */
async function runStart(options: StartOptions): Promise<void> {
  const start = await import('./run-start.ts');
  await start.runStart(options);
}
