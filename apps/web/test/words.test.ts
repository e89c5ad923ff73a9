import { describe, expect, test } from 'vitest';
import { liveWords } from '../src/features/live/live-words.ts';
import { trendWords } from '../src/features/trends/trend-words.ts';
import { LANGUAGES } from '../src/kit/i18n/language.ts';
import { navigation } from '../src/shell/navigation.ts';

type Words = Readonly<Record<string, unknown>>;

// Every dictionary of the console, by the folder that it lies in.
const english = import.meta.glob<Words>('../src/**/words.en.ts', {
  eager: true,
  import: 'wordsEn',
});
const spanish = import.meta.glob<Words>('../src/**/words.es.ts', {
  eager: true,
  import: 'wordsEs',
});

/** The path of each word, with its text or the function that makes it. */
function wordsOf(words: Words, path = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(words).flatMap(([name, word]) =>
    typeof word === 'object' && word !== null
      ? wordsOf(word as Words, `${path}${name}.`)
      : [[`${path}${name}`, word] as const],
  );
}

describe('the words of the console', () => {
  test('are as many in Spanish as in English, area by area', () => {
    expect(Object.keys(english).length).toBeGreaterThan(0);
    for (const [file, words] of Object.entries(english)) {
      const other = spanish[file.replace('.en.', '.es.')];
      expect(other, `${file} has no Spanish beside it`).toBeDefined();
      const names = wordsOf(words).map(([name]) => name);
      expect(
        wordsOf(other!).map(([name]) => name),
        file,
      ).toEqual(names);
    }
  });

  test('are never empty, nor are the labels of the navigation', () => {
    const labels = navigation.map(({ to, label }) => [to, label] as const);
    for (const [place, words] of [
      ...Object.entries(english),
      ...Object.entries(spanish),
      ...labels,
    ]) {
      for (const [name, word] of wordsOf(words)) {
        const isWord = typeof word === 'function' || (typeof word === 'string' && word !== '');
        expect(isWord, `${place} ${name}`).toBe(true);
      }
    }
    for (const { label } of navigation) expect(Object.keys(label)).toEqual([...LANGUAGES]);
  });

  test('count one as one', () => {
    expect(liveWords.en.tagCount('1', 1)).toBe('1 tag');
    expect(trendWords.es.samples('1.200', 1_200)).toBe('1.200 muestras');
  });
});
