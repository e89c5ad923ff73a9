import type { TagView } from '../../api/contract.ts';

/** Lower case and without accents: "presion" finds "Presión". */
function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** Whether a tag's name or description has every word of the text. */
export function matchesText(tag: Pick<TagView, 'name' | 'description'>, text: string): boolean {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const haystack = foldText(`${tag.name} ${tag.description}`);
  return words.every((word) => haystack.includes(word));
}
