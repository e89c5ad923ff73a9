import { databaseOptions } from '@varve/server/options/database-options';
import { logLevelOption } from '@varve/server/options/log-level-option';
import { portArgument } from '@varve/server/options/port-argument';
import { Command } from 'commander';
import { durationArgument } from './duration-argument.ts';
import type { DemoOptions } from './run-demo.ts';
import { seedArgument } from './seed-argument.ts';

/** `varve demo` */
export function demoCommand(): Command {
  const command = new Command('demo')
    .description(
      'run everything on a simulated plant: wells over Modbus, machines over MQTT, a rig over OPC UA',
    )
    .option('--for <duration>', 'stop after this time: 30s, 5m, 1h', durationArgument)
    .option('--json', 'print one JSON object when done; without the console');
  return databaseOptions(command)
    .option(
      '--port <number>',
      'port to listen on (default: 8080 or the next free one)',
      portArgument,
    )
    .option('--seed <number>', 'the same seed gives the same plant', seedArgument, 1)
    .addOption(logLevelOption('warn'))
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(options);
    });
}
