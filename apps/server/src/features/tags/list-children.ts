import type { TagBranches, TagChildrenInput } from '@varve/contract';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import type { SearchedTags } from './search-tags.ts';
import { compareKeys, firstBehind, nameKey } from './name-key.ts';

const place = z.strictObject({ name: z.string() });

/** Lists what stands right below a place in the tree of names, by name. @throws ServerError QUERY_INVALID for a cursor that is none */
export function listChildren(
  { tags, has }: SearchedTags,
  { prefix, cursor, limit }: TagChildrenInput,
): TagBranches {
  const start = prefix === '' ? '' : `${prefix}/`;
  const found = new Map<string, { tagId: number | null; tagCount: number }>();
  for (const { id, name } of tags) {
    if (!name.startsWith(start) || !has(id)) continue;
    const end = name.indexOf('/', start.length);
    const part = name.slice(start.length, end === -1 ? undefined : end);
    const branch = found.get(part) ?? { tagId: null, tagCount: 0 };
    if (end === -1) branch.tagId = id;
    else branch.tagCount += 1;
    found.set(part, branch);
  }
  const sorted = Array.from(found, ([name, branch]) => ({ key: nameKey(name), name, branch }));
  sorted.sort((one, other) => compareKeys(one.key, other.key));
  const from =
    cursor === undefined ? 0 : firstBehind(sorted, nameKey(decodeCursor(place, cursor).name));
  const branchesFrom = sorted
    .slice(from, from + limit + 1)
    .map(({ name, branch }) => ({ name, path: start + name, ...branch }));
  const { rows: branches, nextCursor } = cutPage(place, branchesFrom, limit);
  return { branches, nextCursor };
}
