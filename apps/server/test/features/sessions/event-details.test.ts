import { describe, expect, test } from 'vitest';
import { eventDetails } from '../../../src/features/sessions/event-details.ts';

describe('details of an event of a session', () => {
  test.each([
    [
      'login',
      { by: 'password', session: 'x', kind: 'console' },
      { es: 'Con contraseña en la consola', en: 'By password in the console' },
    ],
    [
      'session_ended',
      { reason: 'too_many' },
      { es: 'El usuario tenía demasiadas', en: 'The user had too many' },
    ],
    [
      'login_failed',
      { by: 'oidc', reason: 'denied', problem: 'access_denied' },
      {
        es: 'Con un proveedor de identidad: no confirmó a la persona: access_denied',
        en: 'By an identity provider: it did not confirm the person: access_denied',
      },
    ],
    [
      'login_failed',
      { by: 'oidc' },
      { es: 'Con un proveedor de identidad', en: 'By an identity provider' },
    ],
    ['token_reuse', { user: 'x' }, { es: '', en: '' }],
  ])('of %s %o are said in words, and by their code', (action, details, texts) => {
    expect(eventDetails(action, details)).toEqual({ code: JSON.stringify(details), texts });
  });

  test('that nobody knows stay as they are, and none are none', () => {
    const code = '{"reason":"a new one"}';
    expect(eventDetails('session_ended', { reason: 'a new one' })).toEqual({
      code,
      texts: { es: code, en: code },
    });
    expect(eventDetails('login_failed', null)).toBeNull();
  });
});
