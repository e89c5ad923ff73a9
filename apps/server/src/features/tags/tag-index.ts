import { setImmediate } from 'node:timers/promises';
import type { Tag } from '@varve/contract';
import { compareKeys, foldText, nameKey } from './name-key.ts';

/** Tags in the order of their names, and the text that a search looks through. */
export interface TagIndex {
  readonly entries: readonly { readonly tag: Tag; readonly key: string }[];
  /** Names and descriptions, folded, one after the other: a single text is looked through several times faster than many. */
  readonly text: string;
  /** Where the text of each entry begins, and at last where all ends. */
  readonly starts: Uint32Array;
}

// Samples and calls wait while the list is folded: it is done in pieces of some milliseconds.
const PIECE = 2_000;

// A list of tags is another one as soon as one of them has changed.
const INDEXES = new WeakMap<readonly Tag[], Promise<TagIndex>>();

/** Gives the index of a list of tags; it is made once for each. */
export function tagIndex(tags: readonly Tag[]): Promise<TagIndex> {
  const index = INDEXES.get(tags) ?? makeIndex(tags);
  INDEXES.set(tags, index);
  return index;
}

async function makeIndex(tags: readonly Tag[]): Promise<TagIndex> {
  const entries: { tag: Tag; key: string; text: string }[] = [];
  for (let from = 0; from < tags.length; from += PIECE) {
    if (from > 0) await setImmediate();
    for (const tag of tags.slice(from, from + PIECE)) {
      // No word has a line end in it, so none is found across two entries.
      const text = `${foldText(`${tag.name} ${tag.description}`)}\n`;
      entries.push({ tag, key: nameKey(tag.name), text });
    }
  }
  entries.sort((one, other) => compareKeys(one.key, other.key));
  const starts = new Uint32Array(entries.length + 1);
  for (const [at, { text }] of entries.entries()) starts[at + 1] = starts[at]! + text.length;
  return {
    entries: entries.map(({ tag, key }) => ({ tag, key })),
    text: entries.map(({ text }) => text).join(''),
    starts,
  };
}
