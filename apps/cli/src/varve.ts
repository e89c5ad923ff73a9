#!/usr/bin/env -S node -C @varve/source
import { demoCommand } from '@varve/demo/demo-command';
import { serverCommands } from '@varve/server/server-commands';
import { runCommandLine } from './run-command-line.ts';

await runCommandLine(process.argv, [...serverCommands(), demoCommand()]);
