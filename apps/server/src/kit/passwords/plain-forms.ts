/** Signs that stand for letters; "1" stands for two of them. */
const LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '8': 'b',
  '3': 'e',
  '6': 'g',
  '!': 'i',
  '|': 'l',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
  '2': 'z',
};

/** Shorter ones are the beginning of many good passwords. */
const LEAST_BEGINNING = 6;

/**
 * Lists the words that a password may be made of, in lower case and without accents.
 *
 * It is looked at as it is, without digits and signs at its ends, with signs read as letters (`p@ssw0rd2026` is `password`), with
 * its letters alone where they are half of it, and with a repeated part once.
 */
export function plainForms(password: string): ReadonlySet<string> {
  const folded = foldText(password);
  const letters = folded.replaceAll(/[^\p{L}]/gu, '');
  const ends = [
    folded,
    folded.replace(/[^\p{L}]+$/u, ''),
    folded.replace(/^[^\p{L}]+/u, ''),
    folded.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ''),
    ...(letters.length * 2 >= folded.length ? [letters] : []),
  ];
  const read = ends.flatMap((form) => [form, readSigns(form, 'i'), readSigns(form, 'l')]);
  const joined = read.flatMap((form) => [form, form.replaceAll(/[^\p{L}\p{N}]/gu, '')]);
  const repeated = joined.map((form) => form.slice(0, periodOf(form)));
  return new Set([...joined, ...repeated, ...withoutTails(folded)]);
}

/** Beginnings of a text that ends in digits and signs: `abc1234567` also has `abc123` in it. */
function withoutTails(text: string): string[] {
  const { index: tailAt } = /[^\p{L}]*$/u.exec(text)!;
  const firstEnd = Math.max(tailAt, LEAST_BEGINNING);
  return Array.from({ length: Math.max(0, text.length - firstEnd) }, (_, at) =>
    text.slice(0, firstEnd + at),
  );
}

/** Lower case, without accents, and one spelling for letters that Unicode has in several (NFKD). */
export function foldText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Length of the part that the text consists of: 3 for `abcabcab`, the whole length where nothing comes twice. */
export function periodOf(text: string): number {
  // Lengths of borders, by the prefix function of Knuth, Morris and Pratt.
  const borders = [0];
  for (let at = 1; at < text.length; at += 1) {
    let border = borders[at - 1]!;
    while (border > 0 && text[border] !== text[at]) border = borders[border - 1]!;
    borders.push(text[border] === text[at] ? border + 1 : border);
  }
  const period = text.length - borders.at(-1)!;
  return period * 2 <= text.length ? period : text.length;
}

function readSigns(text: string, one: 'i' | 'l'): string {
  return Array.from(text, (sign) => (sign === '1' ? one : (LETTERS[sign] ?? sign))).join('');
}
