import { logLevelOption, portOption } from '@varve/server/command-line';
import { Command } from 'commander';
import { durationOption } from './duration.ts';
import type { DemoOptions } from './run-demo.ts';
import { seedOption } from './seed-option.ts';

/** `varve demo` */
export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'run everything on a simulated plant: wells over Modbus, machines over MQTT, a rig over OPC UA',
    )
    .option('--for <duration>', 'stop after this time: 30s, 5m, 1h', durationOption)
    .option('--json', 'print one JSON object when done; without the console')
    .option('--database <url>', 'postgres://user@host/database (default: the embedded PostgreSQL)')
    .option('--directory <folder>', "Varve's own folder: data, keys", '.varve')
    .option('--port <number>', 'port to listen on (default: 8080 or the next free one)', portOption)
    .option('--seed <number>', 'the same seed gives the same plant', seedOption, 1)
    .addOption(logLevelOption('warn'))
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('./run-demo.ts');
      await runDemo(options);
    });
}
