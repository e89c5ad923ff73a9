const PLAIN = /^[\0-\x7F]*$/;

/** Lower case and without accents: "presion" finds "Presión". */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** A text by which names are sorted: well-2 comes before Well-10, and names that differ in case alone are still two. */
export function nameKey(name: string): string {
  return `${foldText(name).replaceAll(/\d+/g, digitsKey)}\0${name}`;
}

/** The more digits a number has, the later it comes. */
function digitsKey(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, '');
  return `0${String.fromCodePoint(significant.length)}${significant}`;
}

export function compareKeys(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Index of the first entry behind a key. */
export function firstBehind(entries: readonly { readonly key: string }[], key: string): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle]!.key <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}
