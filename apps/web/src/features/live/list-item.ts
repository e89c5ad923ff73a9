import type { TagView } from '../../api/contract.ts';

/** A line of the list: a tag, or the prefix that the tags below it share. */
export type ListItem =
  | { readonly kind: 'tag'; readonly tag: TagView }
  | { readonly kind: 'group'; readonly prefix: string; readonly tagCount: number };

/** Splits a name at its last slash: `well-1/` and `thp`. */
export function splitName(name: string): { readonly prefix: string; readonly rest: string } {
  const slash = name.lastIndexOf('/');
  return { prefix: name.slice(0, slash + 1), rest: name.slice(slash + 1) };
}

/** Puts a line with the shared prefix above each run of tags that share one. */
export function groupByPrefix(tags: readonly TagView[]): readonly ListItem[] {
  const items: ListItem[] = [];
  let start = 0;
  while (start < tags.length) {
    const { prefix } = splitName(tags[start]!.name);
    let end = start + 1;
    while (end < tags.length && splitName(tags[end]!.name).prefix === prefix) end += 1;
    if (prefix !== '') items.push({ kind: 'group', prefix, tagCount: end - start });
    for (let i = start; i < end; i++) items.push({ kind: 'tag', tag: tags[i]! });
    start = end;
  }
  return items;
}

export function withoutGroups(tags: readonly TagView[]): readonly ListItem[] {
  return tags.map((tag) => ({ kind: 'tag', tag }));
}
