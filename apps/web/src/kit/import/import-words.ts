import type { Translated } from '../i18n/translated.ts';
import { wordsEn } from './words.en.ts';
import { wordsEs } from './words.es.ts';

export const importWords: Translated<typeof wordsEn> = { en: wordsEn, es: wordsEs };
