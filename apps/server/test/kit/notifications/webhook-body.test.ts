import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NotificationEvent } from '../../../src/kit/notifications/notification-event.ts';
import { webhookBody } from '../../../src/kit/notifications/webhook-body.ts';
import { webhookSignature } from '../../../src/kit/notifications/webhook-signature.ts';

const event: NotificationEvent = {
  id: 'e1',
  kind: 'notifications.test',
  severity: 1,
  area: null,
  timeMs: 0,
  channel: 'hook',
};
const message = {
  deliveryId: 'd1',
  text: { subject: 'Pump <1> & "2"', body: 'line one\n[press](http://evil.example) {chat}\n' },
  events: [event],
  chat: '-100200300',
};
const bodyOf = (template: Parameters<typeof webhookBody>[0], given = message): unknown =>
  JSON.parse(webhookBody(template, given));

describe('the body of a webhook', () => {
  test('has id, text and events where the receiver is a program', () => {
    expect(bodyOf('json')).toEqual({
      id: 'd1',
      subject: message.text.subject,
      body: message.text.body,
      events: [event],
    });
  });

  test('has no markup of its own for Slack', () => {
    expect(bodyOf('slack')).toEqual({
      text: '*Pump &lt;1&gt; &amp; "2"*\nline one\n[press](http://evil.example) {chat}\n',
    });
  });

  test('is a card without a link for Teams', () => {
    expect(bodyOf('teams')).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [
              { type: 'TextBlock', text: 'Pump <1> & "2"' },
              { type: 'TextBlock', text: 'line one\n press (http://evil.example) {chat}\n' },
            ],
          },
        },
      ],
    });
  });

  test('names the chat for Telegram, whose limit it keeps to', () => {
    expect(bodyOf('telegram')).toEqual({
      chat_id: '-100200300',
      text: 'Pump <1> & "2"\nline one\n[press](http://evil.example) {chat}\n',
    });
    const long = { ...message, text: { subject: 's', body: 'x'.repeat(9_000) } };
    expect((bodyOf('telegram', long) as { text: string }).text.length).toBeLessThan(4_096);
  });

  test('replaces a name once: what stands in a text is left alone', () => {
    const text = { subject: '{body}', body: '{subject} $& {constructor}' };
    expect(bodyOf('slack', { ...message, text })).toEqual({
      text: '*{body}*\n{subject} $&amp; {constructor}',
    });
  });
});

test('a signature is the time and the HMAC-SHA256 of time and body', () => {
  const expected = createHmac('sha256', 'a key of 20 letters.').update('1760000000.{"a":1}');
  expect(webhookSignature('a key of 20 letters.', '{"a":1}', 1_760_000_000_999)).toBe(
    `t=1760000000,v1=${expected.digest('hex')}`,
  );
});
