import type { Translated } from './i18n/translated.ts';
import { wordsEn } from './words.en.ts';
import { wordsEs } from './words.es.ts';

export const kitWords: Translated<typeof wordsEn> = { en: wordsEn, es: wordsEs };
