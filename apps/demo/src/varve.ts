import { runCommandLine } from '@varve/server/command-line';
import { demoCommand } from './demo-command.ts';

await runCommandLine(process.argv, [demoCommand()]);
