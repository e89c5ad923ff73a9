import type { Command } from 'commander';
import { hostArgument, hostNamesArgument } from './host-argument.ts';
import { originsArgument } from './origins-argument.ts';
import { portArgument } from './port-argument.ts';
import { proxiesArgument } from './proxies-argument.ts';

/** Values of the options that say where the server listens, and whom it answers. */
export interface GatewayOptions {
  readonly host: string;
  readonly port?: number;
  readonly allowHost: readonly string[];
  readonly allowOrigin: readonly string[];
  readonly trustProxy: readonly string[];
  readonly certificate?: string;
  readonly key?: string;
  readonly insecureHttp?: true;
}

/** Adds the options that say where the server listens, and whom it answers. */
export function gatewayOptions(command: Command): Command {
  return command
    .option('--host <address>', 'address to listen on', hostArgument, '127.0.0.1')
    .option(
      '--port <number>',
      'port to listen on (default: 8080 or the next free one)',
      portArgument,
    )
    .option(
      '--allow-host <name>',
      'a name that browsers know this server by, beside addresses and localhost; may be given again',
      hostNamesArgument,
      [],
    )
    .option(
      '--allow-origin <origin>',
      'pages of this origin may read answers, as https://plant.example; may be given again',
      originsArgument,
      [],
    )
    .option(
      '--trust-proxy <address>',
      'a proxy, or a network of them, whose X-Forwarded-For says who asks; may be given again',
      proxiesArgument,
      [],
    )
    .option(
      '--certificate <file>',
      'your own certificate, PEM, read anew at SIGHUP (default: one that Varve makes, beyond loopback)',
    )
    .option('--key <file>', 'the key of --certificate, PEM')
    .option('--insecure-http', 'plain HTTP also beyond loopback, where others can listen');
}
