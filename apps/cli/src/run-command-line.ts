import { redactText } from '@varve/db';
import { VERSION } from '@varve/server/version';
import { Command, CommanderError } from 'commander';
import { ExitCode, exitCodeOf } from './exit-code.ts';

const HELP = `
Exit codes:
  0  done
  1  what was given is right, but it could not be done, or a check found a difference
  2  what was given is wrong: an option, a file or an address; the message says which
  130  interrupted`;

/**
 * Runs `varve` on a command line.
 *
 * An error of the user's is told in a line or two on standard error, without a stack; any other error shows its stack.
 */
export async function runCommandLine(
  argv: readonly string[],
  commands: readonly Command[],
): Promise<void> {
  const program = new Command('varve')
    .description('A process historian on PostgreSQL, and the application on top of it.')
    .version(VERSION)
    .addHelpText('after', HELP);
  for (const command of commands) program.addCommand(command);
  throwUsageErrors(program, 'varve');
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has told it already.
    if (error instanceof CommanderError) process.exitCode = usageExitCode(error);
    else tell(error);
  }
}

/** Makes a command and those below it throw what is wrong with their options, and name the way to their help. */
function throwUsageErrors(command: Command, name: string): void {
  command.exitOverride().showHelpAfterError(`(${name} --help lists what it takes)`);
  for (const inner of command.commands) throwUsageErrors(inner, `${name} ${inner.name()}`);
}

function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? 0 : ExitCode.GIVEN_WRONG;
}

function tell(error: unknown): void {
  const exitCode = exitCodeOf(error);
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  const text = exitCode === undefined ? stack : message;
  process.stderr.write(`varve: ${redactText(text)}\n`);
  process.exitCode = exitCode ?? ExitCode.NOT_DONE;
}
