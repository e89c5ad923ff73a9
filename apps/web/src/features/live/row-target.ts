import type { ListItem } from './list-item.ts';

const PAGE_ROWS = 10;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_ROWS,
  PageUp: -PAGE_ROWS,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Which row a key leads to, passing over the lines that are only headings.
 *
 * @returns index into `items`; null when the key means nothing here or there is nowhere to go
 */
export function rowTarget(items: readonly ListItem[], from: number, key: string): number | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const wanted = Math.min(items.length - 1, Math.max(0, from + step));
  const direction = Math.sign(step);
  return tagIndexNear(items, wanted, direction) ?? tagIndexNear(items, wanted, -direction);
}

function tagIndexNear(items: readonly ListItem[], from: number, direction: number): number | null {
  for (let i = from; i >= 0 && i < items.length; i += direction) {
    if (items[i]!.kind === 'tag') return i;
  }
  return null;
}
