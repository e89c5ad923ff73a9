import { Command } from 'commander';
import { calcCommand } from './calc/calc-command.ts';
import { fieldFaultsCommand } from './field-faults/field-faults-command.ts';
import { hourCommand } from './hour/hour-command.ts';
import { ingestCommand } from './ingest/ingest-command.ts';
import { latencyCommand } from './latency/latency-command.ts';
import { leaveProperly } from './leave-properly.ts';
import { microCommand } from './micro/micro-command.ts';
import { plantCommand } from './plant/plant-command.ts';
import { queryCommand } from './query/query-command.ts';
import { sealCommand } from './seal/seal-command.ts';
import { serverCommand } from './server/server-command.ts';
import { shapesCommand } from './shapes/shapes-command.ts';
import { soakCommand } from './soak/soak-command.ts';

const program = new Command('bench')
  .description('Measures Varve on this machine; every number is a median of several rounds.')
  .addCommand(calcCommand())
  .addCommand(fieldFaultsCommand())
  .addCommand(hourCommand())
  .addCommand(ingestCommand())
  .addCommand(latencyCommand())
  .addCommand(microCommand())
  .addCommand(plantCommand())
  .addCommand(queryCommand())
  .addCommand(sealCommand())
  .addCommand(serverCommand())
  .addCommand(shapesCommand())
  .addCommand(soakCommand());

leaveProperly();
await program.parseAsync(process.argv);
