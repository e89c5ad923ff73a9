#!/usr/bin/env -S node -C @varve/source
import { demoCommand } from '@varve/demo/demo-command';
import { serverCommands } from '@varve/server/server-commands';
import { runCommandLine } from './run-command-line.ts';

// Whoever reads the output may leave before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

await runCommandLine(process.argv, [...serverCommands(), demoCommand()]);
