import type { Command } from 'commander';

/** Value of the option for machines. */
export interface JsonOption {
  readonly json?: true;
}

/**
 * Adds `--json`.
 *
 * @param shape - keys of the printed object: `{ done }`
 */
export function jsonOption(command: Command, shape: string): Command {
  return command.option('--json', `print ${shape} for machines`);
}
