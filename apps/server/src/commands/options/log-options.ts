import type { Command } from 'commander';
import { logLevelOption } from './log-level-option.ts';

/** Values of the options that say what is logged, and where. */
export interface LogOptions {
  readonly logLevel: string;
  readonly logFile?: string;
}

/** Adds the options that say what is logged, and where. */
export function logOptions(command: Command): Command {
  return command
    .addOption(logLevelOption('info'))
    .option(
      '--log-file <file>',
      'log to files named by this one and the date, one a day, 30 kept (default: standard error)',
    );
}
