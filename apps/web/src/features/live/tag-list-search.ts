import { QUALITIES } from '../../kit/format/quality.ts';
import type { Quality } from '../../kit/format/quality.ts';

const SORT_KEYS = ['name', 'value', 'quality', 'age', 'source'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** The search of the live page's address: which tags are listed, and in which order. */
export interface TagListSearch {
  readonly q?: string;
  readonly source?: string;
  readonly quality?: Quality;
  readonly sort?: SortKey;
  readonly dir?: 'desc';
}

/** Parts of an address to change; undefined takes one out. */
export type TagListSearchChange = {
  readonly [Key in keyof TagListSearch]?: TagListSearch[Key] | undefined;
};

const TEXT_MAX = 200;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, TEXT_MAX) : undefined;
}

/** Reads the address, leaving out whatever makes no sense. */
export function readTagListSearch(raw: Record<string, unknown>): TagListSearch {
  const q = textOf(raw['q']);
  const source = textOf(raw['source']);
  const quality = QUALITIES.find((known) => known === raw['quality']);
  const sort = SORT_KEYS.find((known) => known === raw['sort']);
  return {
    ...(q !== undefined && { q }),
    ...(source !== undefined && { source }),
    ...(quality !== undefined && { quality }),
    ...(sort !== undefined && sort !== 'name' && { sort }),
    ...(raw['dir'] === 'desc' && { dir: 'desc' as const }),
  };
}
