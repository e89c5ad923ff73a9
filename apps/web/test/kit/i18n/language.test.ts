import { describe, expect, test } from 'vitest';
import { initialLanguage, localeOf } from '../../../src/kit/i18n/language.ts';

describe('language', () => {
  test.each([
    { remembered: 'es', browser: ['en-US'], language: 'es' },
    { remembered: null, browser: ['es-MX', 'en'], language: 'es' },
    { remembered: null, browser: ['fr-FR', 'es', 'en'], language: 'es' },
    { remembered: 'xx', browser: ['de'], language: 'en' },
    { remembered: null, browser: [], language: 'en' },
  ])('is $language for $remembered and $browser', ({ remembered, browser, language }) => {
    expect(initialLanguage(remembered, browser)).toBe(language);
  });

  test('writes numbers as the region of the reader does', () => {
    expect(localeOf('es', ['en-US', 'es-MX'])).toBe('es-MX');
    expect(localeOf('es', ['en-US'])).toBe('es');
  });
});
