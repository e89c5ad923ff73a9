import { describe, expect, test } from 'vitest';
import { readPreferences } from '../../../src/kit/preferences/preferences.ts';

const DEFAULTS = {
  language: null,
  zone: 'browser',
  theme: 'system',
  density: null,
  letterKeys: true,
};

describe('remembered preferences', () => {
  test.each([null, '', 'nonsense', '[]', '7', 'null', '{"theme":"pink","density":3,"zone":null}'])(
    'are the defaults where %s is remembered',
    (text) => {
      expect(readPreferences(text)).toEqual(DEFAULTS);
    },
  );

  test('come back as they were written', () => {
    const chosen = {
      language: 'es',
      zone: 'utc',
      theme: 'dark',
      density: 'panel',
      letterKeys: false,
    };
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
  });
});
