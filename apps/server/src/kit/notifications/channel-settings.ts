import { webhookTemplate } from '@varve/contract';
import { z } from 'zod';

/** Schemas of `notification_channels.settings`, by the kind of the channel. */
export const channelSettings = {
  mail: z.strictObject({
    host: z.string(),
    port: z.int(),
    security: z.enum(['tls', 'starttls', 'none']),
    username: z.string(),
    from: z.string(),
  }),
  webhook: z.strictObject({
    template: webhookTemplate,
    /** For people: the whole address is sealed. */
    host: z.string(),
    chat: z.string().nullable().default(null),
    isSigned: z.boolean().default(false),
  }),
} as const;
