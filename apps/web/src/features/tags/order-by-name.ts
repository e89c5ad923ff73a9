import type { TagView } from '../../api/contract.ts';

/** Compares names without a language: their order is the same for every reader, and well-2 comes before well-10. */
export const compareNames: (first: string, second: string) => number = new Intl.Collator('en', {
  numeric: true,
  sensitivity: 'base',
}).compare;

export function orderByName(tags: readonly TagView[]): readonly TagView[] {
  return tags.toSorted((first, second) => compareNames(first.name, second.name));
}
