import { foldText } from './plain-forms.ts';

let loaded: Promise<ReadonlySet<string>> | undefined;

/**
 * Loads the words that a password must not be made of: the 49,000 most used passwords and 7,776 common words, folded.
 *
 * They come from `@zxcvbn-ts/language-common` with the first password that somebody sets: few processes ever need them.
 */
export function loadBlockList(): Promise<ReadonlySet<string>> {
  loaded ??= read();
  return loaded;
}

async function read(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(Object.values(dictionary).flat().map(foldText));
}
