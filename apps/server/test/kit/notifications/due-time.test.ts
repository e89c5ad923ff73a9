import { describe, expect, test } from 'vitest';
import { dueTime } from '../../../src/kit/notifications/due-time.ts';

const due = (ready: string, from: string, to: string, timeZone = 'UTC'): string =>
  new Date(dueTime(Date.parse(ready), { quietFrom: from, quietTo: to, timeZone })).toISOString();

describe('a message that is ready', () => {
  test.each([
    ['2026-03-10T21:59:59.000Z', '2026-03-10T21:59:59.000Z'],
    ['2026-03-10T22:00:00.000Z', '2026-03-11T06:00:00.000Z'],
    ['2026-03-11T00:00:00.000Z', '2026-03-11T06:00:00.000Z'],
    ['2026-03-11T05:59:59.999Z', '2026-03-11T06:00:00.000Z'],
    ['2026-03-11T06:00:00.000Z', '2026-03-11T06:00:00.000Z'],
  ])('at %s goes out at %s, where the quiet hours are from 22:00 to 06:00', (ready, out) => {
    expect(due(ready, '22:00', '06:00')).toBe(out);
  });

  test('waits within quiet hours of the day', () => {
    expect(due('2026-03-10T12:30:00Z', '12:00', '14:00')).toBe('2026-03-10T14:00:00.000Z');
    expect(due('2026-03-10T14:00:00Z', '12:00', '14:00')).toBe('2026-03-10T14:00:00.000Z');
  });

  test('waits by the clock of the tenant', () => {
    expect(due('2026-03-11T03:30:00Z', '22:00', '06:00', 'America/Bogota')).toBe(
      '2026-03-11T11:00:00.000Z',
    );
  });

  test('goes out at the end of the quiet hours in nights of 23 and of 25 hours', () => {
    expect(due('2026-03-28T22:00:00Z', '22:00', '06:00', 'Europe/Madrid')).toBe(
      '2026-03-29T04:00:00.000Z',
    );
    expect(due('2026-10-24T22:00:00Z', '22:00', '06:00', 'Europe/Madrid')).toBe(
      '2026-10-25T05:00:00.000Z',
    );
  });

  test('goes out an hour later where the end of the quiet hours is skipped', () => {
    expect(due('2026-03-29T00:00:00Z', '22:00', '02:30', 'Europe/Madrid')).toBe(
      '2026-03-29T00:30:00.000Z',
    );
  });

  test('waits for the second end where the clock is set back over it', () => {
    // At 00:40 UTC it is 02:40; at 01:10 UTC it is 02:10 again.
    expect(due('2026-10-25T01:10:00Z', '22:00', '02:30', 'Europe/Madrid')).toBe(
      '2026-10-25T01:30:00.000Z',
    );
  });

  test('goes out at once where there are no quiet hours', () => {
    expect(dueTime(7, { quietFrom: null, quietTo: null, timeZone: 'UTC' })).toBe(7);
  });
});
