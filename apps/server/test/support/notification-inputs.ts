import type { CreateChannelInput, CreateRuleInput } from '@varve/contract';

/** Id that no row has. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Password of `mail`. */
export const PASSWORD = 'open sesame 1234567';
const HOOK = 'https://hooks.example/services/T0/B0/verysecretpath';
/** Signing key of `webhook`. */
export const KEY = 'a signing key of many letters';

/** A mail channel as it is made. */
export const mail = {
  kind: 'mail',
  name: 'Mail',
  enabled: true,
  host: 'mail.example',
  port: 587,
  security: 'starttls',
  username: 'varve',
  from: 'varve@field.example',
  password: PASSWORD,
} as const satisfies CreateChannelInput;
/** A webhook as it is made. */
export const webhook = {
  kind: 'webhook',
  name: 'Hook',
  enabled: true,
  template: 'slack',
  chat: null,
  url: HOOK,
  signingKey: KEY,
} as const satisfies CreateChannelInput;

/** A rule as it is made. */
export const ruleInput = (more: Partial<CreateRuleInput>): CreateRuleInput => ({
  name: 'Failures',
  eventKind: 'jobs.failed',
  minimalSeverity: 500,
  area: null,
  channelId: NOBODY,
  recipientIds: [],
  quietFrom: null,
  quietTo: null,
  digestMinutes: null,
  enabled: true,
  ...more,
});
