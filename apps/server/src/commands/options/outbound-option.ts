import type { Command } from 'commander';
import { networksArgument } from './networks-argument.ts';

/** Value of the option that says where the server may send to. */
export interface OutboundOption {
  readonly outboundNetwork: readonly string[];
}

/** Adds the option that says where the server may send to, beside public addresses. */
export function outboundOption(command: Command): Command {
  return command.option(
    '--outbound-network <network>',
    'a private network that webhooks and mails may go to, 192.168.10.0/24; may be given again',
    networksArgument,
    [],
  );
}
