import { redactText } from '@varve/db';
import { Command } from 'commander';
import { backupCommand } from './commands/backup.ts';
import { migrateCommand } from './commands/migrate.ts';
import { migrationsCommand } from './commands/migrations.ts';
import { removeDataCommand } from './commands/remove-data.ts';
import { restoreCommand } from './commands/restore.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { sealCommand } from './commands/seal.ts';
import { seedCommand } from './commands/seed.ts';
import { startCommand } from './commands/start.ts';
import { VERSION } from './version.ts';

export { logLevelOption } from './log-level-option.ts';
export { portOption } from './port-option.ts';

/**
 * Runs `varve` on a command line.
 *
 * An error that a user can mend is one line on standard error and exit code 1; anything else shows its stack.
 *
 * @param extraCommands - commands of whoever brings more than the server
 */
export async function runCommandLine(
  argv: readonly string[],
  extraCommands: readonly Command[],
): Promise<void> {
  const program = new Command('varve')
    .description('A process historian on PostgreSQL, and the application on top of it.')
    .version(VERSION)
    .showHelpAfterError();
  const databaseCommands = [
    migrateCommand(),
    rollbackCommand(),
    migrationsCommand(),
    backupCommand(),
    restoreCommand(),
    sealCommand(),
    seedCommand(),
    removeDataCommand(),
  ];
  for (const command of [startCommand(), ...extraCommands, ...databaseCommands]) {
    program.addCommand(command);
  }
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.stderr.write(`varve: ${describe(error)}\n`);
    process.exitCode = 1;
  }
}

const EXPECTED_ERRORS = new Set([
  'ConfigurationError',
  'DatabaseError',
  'FolderLockError',
  'HistorianError',
  'PlantError',
  'PortTakenError',
]);

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return redactText(
    EXPECTED_ERRORS.has(error.name) ? error.message : (error.stack ?? error.message),
  );
}
