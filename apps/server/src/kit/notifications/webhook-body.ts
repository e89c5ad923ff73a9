import type { WebhookTemplate } from '@varve/contract';
import type { MessageText } from './message-text.ts';
import type { NotificationEvent } from './notification-event.ts';

/** Message to a webhook. */
export interface WebhookMessage {
  readonly deliveryId: string;
  readonly text: MessageText;
  readonly events: readonly NotificationEvent[];
  /** Chat that a bot of Telegram writes to. */
  readonly chat: string | null;
}

// Telegram takes 4096 characters, Slack 40,000, and Teams 28 KB.
const MAX_BODY_LENGTH = 3_500;

/** Names in braces stand for a text, and nothing else does: what they are replaced by is not looked at again. */
const TEMPLATES = {
  slack: { text: '*{subject}*\n{body}' },
  teams: {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: '{subject}', weight: 'Bolder', wrap: true },
            { type: 'TextBlock', text: '{body}', wrap: true },
          ],
        },
      },
    ],
  },
  telegram: { chat_id: '{chat}', text: '{subject}\n{body}' },
} as const satisfies Record<Exclude<WebhookTemplate, 'json'>, object>;

/** Characters that a peer would take for markup, and what stands for them. */
const ESCAPES: Readonly<Record<keyof typeof TEMPLATES, readonly (readonly [RegExp, string])[]>> = {
  // https://docs.slack.dev/messaging/formatting-message-text
  slack: [
    [/&/g, '&amp;'],
    [/</g, '&lt;'],
    [/>/g, '&gt;'],
  ],
  // Adaptive cards read Markdown: a link is made of brackets.
  teams: [[/[[\]]/g, ' ']],
  telegram: [],
};

/** Puts a message into the JSON that a webhook takes. */
export function webhookBody(template: WebhookTemplate, message: WebhookMessage): string {
  const { deliveryId, events, text, chat } = message;
  if (template === 'json') return JSON.stringify({ id: deliveryId, ...text, events });
  const values = { subject: text.subject, body: text.body.slice(0, MAX_BODY_LENGTH) };
  const escaped = Object.entries(values).map(([name, value]) => [
    name,
    ESCAPES[template].reduce((text, [mark, instead]) => text.replaceAll(mark, instead), value),
  ]);
  return JSON.stringify(
    filled(TEMPLATES[template], { ...Object.fromEntries(escaped), chat: chat ?? '' }),
  );
}

/** Fills the texts of a template, at any depth. */
function filled(part: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof part === 'string')
    return part.replaceAll(/\{(subject|body|chat)\}/g, (_mark, name: string) => values[name]!);
  if (Array.isArray(part)) return part.map((element) => filled(element, values));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, filled(value, values)]),
  );
}
