import type { Language } from './language.ts';

/** The words of one area in every language of the console. */
export type Translated<Words> = Readonly<Record<Language, Words>>;
