import { useLanguage } from './language-context.ts';
import type { Translated } from './translated.ts';

/** Picks the words of an area in the reader's language. */
export function useWords<Words>(words: Translated<Words>): Words {
  return words[useLanguage().language];
}
