import type { CreateChannelInput, UpdateChannelInput } from '@varve/contract';
import type { ChannelSecret } from '../../kit/notifications/channel-secret.ts';

/** A channel in the parts that the database keeps apart. */
export interface ChannelParts {
  readonly settings: object;
  readonly secret: ChannelSecret;
}

/** Takes a channel apart into what may be read back and what may not. @param known - the secret that it has; what is not given stays */
export function channelParts(
  input: CreateChannelInput | UpdateChannelInput,
  known: ChannelSecret = {},
): ChannelParts {
  if (input.kind === 'mail') {
    const { host, port, security, username, from } = input;
    const secret = changed({ password: known.password }, { password: input.password });
    return { settings: { host, port, security, username, from }, secret };
  }
  const { url, signingKey } = known;
  const secret = changed({ url, signingKey }, { url: input.url, signingKey: input.signingKey });
  const { template, chat } = input;
  const { host } = new URL(secret.url!);
  const isSigned = secret.signingKey !== undefined;
  return { settings: { template, host, chat, isSigned }, secret };
}

function changed(
  known: ChannelSecret,
  given: { readonly [Key in keyof ChannelSecret]: string | null | undefined },
): ChannelSecret {
  const parts = Object.entries({ ...known }).map(([key, value]) => {
    const next = given[key as keyof ChannelSecret];
    return [key, next === undefined ? value : (next ?? undefined)];
  });
  return Object.fromEntries(parts.filter(([, value]) => value !== undefined)) as ChannelSecret;
}
