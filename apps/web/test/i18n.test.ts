import { describe, expect, test } from 'vitest';
import { en } from '../src/kit/i18n/en.ts';
import { es } from '../src/kit/i18n/es.ts';
import { initialLanguage, localeOf } from '../src/kit/i18n/language.ts';

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

describe('dictionary', () => {
  test('leaves no word empty', () => {
    const texts = (words: object): unknown[] =>
      Object.values(words).flatMap((word) => (typeof word === 'object' ? texts(word) : [word]));
    for (const word of [...texts(en), ...texts(es)]) {
      expect(typeof word === 'function' || (typeof word === 'string' && word !== '')).toBe(true);
    }
  });

  test('counts one as one', () => {
    expect(en.live.tagCount('1', 1)).toBe('1 tag');
    expect(es.trend.samples('1.200', 1_200)).toBe('1.200 muestras');
  });
});
