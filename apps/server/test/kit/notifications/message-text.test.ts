import { describe, expect, test } from 'vitest';
import { messageText } from '../../../src/kit/notifications/message-text.ts';
import type { NotificationEvent } from '../../../src/kit/notifications/notification-event.ts';

const failed: NotificationEvent = {
  id: '5a4f5ad2-3b7e-4a8b-9a54-0f4d0cf2a9b1',
  kind: 'jobs.failed',
  severity: 600,
  area: 'Aurora',
  timeMs: Date.parse('2026-07-01T14:00:00Z'),
  job: 'reports.monthly',
  reason: 'the disk is full',
};
const spanish = { language: 'es', timeZone: 'America/Bogota' } as const;
const english = { language: 'en', timeZone: 'UTC' } as const;

describe('the text of a message', () => {
  test('is in the language of its reader, with the time of the tenant’s clock', () => {
    expect(messageText([failed], spanish)).toEqual({
      subject: 'La tarea reports.monthly falló',
      body: 'La tarea reports.monthly falló y no se repetirá.\nMotivo: the disk is full\nAurora\n1 jul 2026, 9:00:00 COT\n'.replace(
        'COT',
        new Intl.DateTimeFormat('es', { timeZone: 'America/Bogota', timeZoneName: 'short' })
          .formatToParts(failed.timeMs)
          .find(({ type }) => type === 'timeZoneName')!.value,
      ),
    });
    expect(messageText([failed], english)).toMatchObject({
      subject: 'The job reports.monthly failed',
      body: expect.stringContaining('Reason: the disk is full\nAurora\nJul 1, 2026, 2:00:00'),
    });
  });

  test('of several events counts them, and has each', () => {
    const { subject, body } = messageText([failed, { ...failed, reason: 'again' }], spanish);
    expect(subject).toBe('2 avisos');
    expect(body).toMatch(/Motivo: the disk is full\n[^]*Motivo: again\n/);
    expect(messageText([failed, failed], english).subject).toBe('2 notifications');
  });

  test.each([
    ['CR and LF', 'x\r\nBcc: evil@evil.example'],
    ['a bare CR', 'x\rBcc: evil@evil.example'],
    ['a bare LF', 'x\nBcc: evil@evil.example'],
    ['line and paragraph separators', 'x\u2028Bcc: evil@evil.example\u2029'],
    ['NEL and NUL', 'x\u0085Bcc: evil@evil.example\0'],
  ])('keeps a text with %s in one line', (_what, text) => {
    const { subject, body } = messageText([{ ...failed, job: text, reason: text }], english);
    expect(subject).toBe('The job x Bcc: evil@evil.example failed');
    const lines = body.split('\n');
    expect(lines.filter((line) => line.startsWith('Bcc:'))).toEqual([]);
    expect(lines).toHaveLength(5);
  });

  test('is not endless', () => {
    const { subject, body } = messageText(
      [{ ...failed, job: 'j'.repeat(10_000), reason: 'r'.repeat(100_000) }],
      english,
    );
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(body.length).toBeLessThan(5_000);
  });
});
