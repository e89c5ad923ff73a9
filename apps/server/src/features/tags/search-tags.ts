import type { FoundTags, SearchTagsInput, Tag } from '@varve/contract';
import { z } from 'zod';
import { cutPage, decodeCursor } from '../../kit/cursor.ts';
import { entriesWith } from './entries-with.ts';
import { firstBehind, foldText, nameKey } from './name-key.ts';
import { tagIndex } from './tag-index.ts';

const place = z.strictObject({ name: z.string() });

/** Tags that a question may find. */
export interface SearchedTags {
  readonly tags: readonly Tag[];
  /** Those that are out of it do not exist. */
  readonly has: (tagId: number) => boolean;
}

/** Finds a page of tags by words and by what they are, by name. @throws ServerError QUERY_INVALID for a cursor that is none */
export async function searchTags(
  { tags, has }: SearchedTags,
  input: SearchTagsInput,
): Promise<FoundTags> {
  const after = input.cursor === undefined ? undefined : decodeCursor(place, input.cursor).name;
  const index = await tagIndex(tags);
  const from = after === undefined ? 0 : firstBehind(index.entries, nameKey(after));
  const words = foldText(input.text).split(/\s+/).filter(Boolean);
  const found: Tag[] = [];
  for (const at of entriesWith(index, words, from)) {
    const { tag } = index.entries[at]!;
    if (!isWhatIsAsked(tag, input) || !has(tag.id)) continue;
    found.push(tag);
    if (found.length > input.limit) break;
  }
  const { rows, nextCursor } = cutPage(place, found, input.limit);
  return { tags: rows, nextCursor };
}

function isWhatIsAsked(tag: Tag, { prefix, source, unit, dataTypes }: SearchTagsInput): boolean {
  return (
    tag.name.startsWith(prefix) &&
    (source === undefined || tag.source === source) &&
    (unit === undefined || tag.unit === unit) &&
    (dataTypes === undefined || dataTypes.includes(tag.dataType))
  );
}
