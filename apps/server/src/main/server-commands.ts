import type { Command } from 'commander';
import { auditCommand } from '../commands/audit-command.ts';
import { backupCommand } from '../commands/backup-command.ts';
import { collectCommand } from '../commands/collect-command.ts';
import { keysCommand } from '../commands/keys-command.ts';
import { migrateCommand } from '../commands/migrate-command.ts';
import { migrationsCommand } from '../commands/migrations-command.ts';
import { removeDataCommand } from '../commands/remove-data-command.ts';
import { restoreCommand } from '../commands/restore-command.ts';
import { rollbackCommand } from '../commands/rollback-command.ts';
import { sealCommand } from '../commands/seal-command.ts';
import { seedCommand } from '../commands/seed-command.ts';
import { serveCommand } from '../commands/serve-command.ts';
import { startCommand } from '../commands/start-command.ts';
import { usersCommand } from '../commands/users-command.ts';
import { verifyCommand } from '../commands/verify-command.ts';

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
    auditCommand(),
    sealCommand(),
    verifyCommand(),
    keysCommand(),
    usersCommand(),
    seedCommand(),
    removeDataCommand(),
  ];
}
