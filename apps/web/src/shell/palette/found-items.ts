import { matchesText } from '../../features/tags/index.ts';
import type { PaletteItem } from './palette-item.ts';

const MOST_OF_A_KIND = 8;
const KINDS = ['page', 'tag', 'preference'] as const;

/** The lines that have every word of a text, kind by kind, a few of each. Without a text no tags: a plant has thousands. */
export function foundItems(items: readonly PaletteItem[], text: string): readonly PaletteItem[] {
  const isAsked = text.trim() !== '';
  return KINDS.flatMap((kind) => {
    if (kind === 'tag' && !isAsked) return [];
    const found = items.filter((item) => item.kind === kind && matchesText(item, text));
    return found.slice(0, isAsked ? MOST_OF_A_KIND : found.length);
  });
}
