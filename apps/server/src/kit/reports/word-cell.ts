import type { ReportWord, Texts } from './report-kind.ts';

/** Makes the cell of a code: by the code itself where no word is known. */
export function wordCell(words: Readonly<Record<string, Texts>>, code: string): ReportWord {
  const texts = Object.hasOwn(words, code) ? words[code]! : { es: code, en: code };
  return { code, texts };
}
