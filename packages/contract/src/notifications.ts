import { z } from 'zod';
import { clockTime } from './clock-time.ts';
import { rowId } from './row-id.ts';

export const notificationsPermissions = ['notifications.manage'] as const;

/** Most channels and rules of a tenant. */
export const MAX_CHANNELS = 100;
export const MAX_RULES = 500;

const MAX_RECIPIENTS = 100;
/** Most users that one answer offers as recipients. */
export const MAX_LISTED_RECIPIENTS = 1_000;
const MAX_NAME_LENGTH = 100;
const MAX_SECRET_LENGTH = 500;
const MAX_URL_LENGTH = 2_000;
const MIN_KEY_LENGTH = 16;

// Line breaks would end a header of a mail or of a request.
const line = (length: number) =>
  z
    .string()
    .max(length)
    .regex(/^[^\p{Cc}]*$/u, 'expected no control character');
const name = line(MAX_NAME_LENGTH).trim().min(1);
/** Changes with the row. */
const version = z.string().max(40);

/** Kinds of events that rules tell of. */
export const eventKind = z.enum(['jobs.failed']);
export type EventKind = z.infer<typeof eventKind>;

/** How the text of a webhook is put together. */
export const webhookTemplate = z.enum(['json', 'slack', 'teams', 'telegram']);
export type WebhookTemplate = z.infer<typeof webhookTemplate>;

const mailSettings = {
  kind: z.literal('mail'),
  name,
  enabled: z.boolean(),
  /** Name or address of the mail server. */
  host: z
    .string()
    .max(253)
    .regex(/^[\w.:-]+$/, 'expected a host name or an address'),
  port: z.int().min(1).max(65_535),
  /** `tls`: from the first byte; `starttls`: or nothing is sent; `none`: for a server of one's own network. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Empty where the server asks for none. */
  username: line(200),
  from: z.email().max(254),
};

const webhookSettings = {
  kind: z.literal('webhook'),
  name,
  enabled: z.boolean(),
  template: webhookTemplate,
  /** Chat that a bot of Telegram writes to; null for the others. */
  chat: line(100).min(1).nullable(),
};

const webhookUrl = z
  .string()
  .max(MAX_URL_LENGTH)
  .refine(isWebhookUrl, 'expected an http or https address without user, password and fragment');

function isWebhookUrl(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password + url.hash === '' &&
    !/\s/.test(text)
  );
}

const password = line(MAX_SECRET_LENGTH).min(1);
const signingKey = line(MAX_SECRET_LENGTH).min(MIN_KEY_LENGTH);

const hasChatWhereNeeded = (channel: { readonly kind: string }): boolean => {
  const { template, chat } = channel as { template?: WebhookTemplate; chat?: string | null };
  return channel.kind === 'mail' || (template === 'telegram') === (chat !== null);
};
const CHAT_MESSAGE = { path: ['chat'], message: 'telegram has a chat, and the others have none' };

/** Input of `notifications.channels.create`. What is secret is never read back. */
export const createChannelInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...mailSettings, password: password.optional() }),
    z.strictObject({ ...webhookSettings, url: webhookUrl, signingKey: signingKey.optional() }),
  ])
  .refine(hasChatWhereNeeded, CHAT_MESSAGE);
export type CreateChannelInput = z.infer<typeof createChannelInput>;

/** Input of `notifications.channels.update`: a secret that is not given stays, null takes it away. */
export const updateChannelInput = z
  .discriminatedUnion('kind', [
    z.strictObject({
      id: rowId,
      expectedVersion: version,
      ...mailSettings,
      password: password.nullish(),
    }),
    z.strictObject({
      id: rowId,
      expectedVersion: version,
      ...webhookSettings,
      url: webhookUrl.optional(),
      signingKey: signingKey.nullish(),
    }),
  ])
  .refine(hasChatWhereNeeded, CHAT_MESSAGE);
export type UpdateChannelInput = z.infer<typeof updateChannelInput>;

/** A way out for messages. Secrets are told as there or not. */
export const channel = z.discriminatedUnion('kind', [
  z.strictObject({ id: rowId, version, ...mailSettings, hasPassword: z.boolean() }),
  z.strictObject({
    id: rowId,
    version,
    ...webhookSettings,
    /** Host of its address: the rest may be a secret. */
    host: z.string(),
    hasSigningKey: z.boolean(),
  }),
]);
export type Channel = z.infer<typeof channel>;

/** Input of the lists of channels and rules, which ask for nothing in particular. */
export const listAllInput = z.strictObject({}).optional();

/** Output of `notifications.channels.list`. */
export const channels = z.array(channel).max(MAX_CHANNELS);

const ruleSettings = {
  name,
  eventKind,
  /** 1 to 1000, as in OPC UA: events below it are not told. */
  minimalSeverity: z.int().min(1).max(1_000),
  /** Only events of this part of the plant; null: of every part. */
  area: line(MAX_NAME_LENGTH).min(1).nullable(),
  channelId: rowId,
  /** Users who get a mail; empty for a webhook. */
  recipientIds: z.array(rowId).max(MAX_RECIPIENTS),
  /** Messages wait between these times of the tenant's clock; null: they never do. */
  quietFrom: clockTime.nullable(),
  quietTo: clockTime.nullable(),
  /** Events of so many minutes go out in one message; null: each at once. */
  digestMinutes: z.int().min(1).max(1_440).nullable(),
  enabled: z.boolean(),
};

const isQuietSpan = (rule: {
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}): boolean =>
  (rule.quietFrom === null) === (rule.quietTo === null) &&
  (rule.quietFrom === null || rule.quietFrom !== rule.quietTo);
const QUIET_MESSAGE = {
  path: ['quietTo'],
  message: 'quiet hours have two different times, or none',
};

/** A rule: which events are told to whom, and when. */
export const rule = z.strictObject({ id: rowId, version, ...ruleSettings });
export type Rule = z.infer<typeof rule>;

/** Output of `notifications.rules.list`. */
export const rules = z.array(rule).max(MAX_RULES);

/** A user who may get mails. */
export const recipient = z.strictObject({
  id: rowId,
  name: z.string(),
  /** Null: mails to him fail until he has one. */
  email: z.string().nullable(),
});
export type Recipient = z.infer<typeof recipient>;

/** Output of `notifications.recipients`: users who can log in, by name. */
export const recipients = z.strictObject({
  recipients: z.array(recipient).max(MAX_LISTED_RECIPIENTS),
  /** Whether there are more than an answer lists. */
  isCut: z.boolean(),
});
export type Recipients = z.infer<typeof recipients>;

/** Input of `notifications.rules.create`. */
export const createRuleInput = z.strictObject(ruleSettings).refine(isQuietSpan, QUIET_MESSAGE);
export type CreateRuleInput = z.infer<typeof createRuleInput>;

/** Input of `notifications.rules.update`. */
export const updateRuleInput = z
  .strictObject({ id: rowId, expectedVersion: version, ...ruleSettings })
  .refine(isQuietSpan, QUIET_MESSAGE);
export type UpdateRuleInput = z.infer<typeof updateRuleInput>;
