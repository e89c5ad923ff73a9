import type { Translated } from '../../kit/i18n/translated.ts';
import { wordsEn } from './words.en.ts';
import { wordsEs } from './words.es.ts';

export const shiftLogWords: Translated<typeof wordsEn> = { en: wordsEn, es: wordsEs };
