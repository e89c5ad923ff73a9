import { Command } from 'commander';
import { ingestCommand } from './ingest/ingest-command.ts';

const program = new Command('bench')
  .description('Measures Varve on this machine; every number is a median of several rounds.')
  .addCommand(ingestCommand());

await program.parseAsync(process.argv);
