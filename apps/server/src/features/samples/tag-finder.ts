import type { Access } from '../../kit/access/access.ts';
import type { TagScope } from '../../kit/access/tags-in-scope.ts';
import type { WrittenTag, WrittenTags } from '../../kit/sample-writer.ts';
import { ServerError } from '../../kit/server-error.ts';

/** Finds tags that a caller may write. @throws ServerError SOURCE_FORBIDDEN, which refuses the request as a whole */
export interface TagFinder {
  byName(name: string): WrittenTag | undefined;
  byId(id: number): WrittenTag | undefined;
}

/** Makes the search for the tags that a caller may write; a tag out of his scope is as if it did not exist. */
export function createTagFinder(
  tags: WrittenTags,
  scope: TagScope,
  { sources }: Pick<Access, 'sources'>,
): TagFinder {
  const allowed = (tag: WrittenTag | undefined): WrittenTag | undefined => {
    if (tag === undefined || !scope.has(tag.id)) return undefined;
    if (sources !== null && !sources.has(tag.source))
      throw new ServerError('SOURCE_FORBIDDEN', `the key may not write the source ${tag.source}`);
    if (!tag.isWritable)
      throw new ServerError(
        'SOURCE_FORBIDDEN',
        `the source ${tag.source} is read from its device: no program writes it`,
      );
    return tag;
  };
  return {
    byName: (name) => allowed(tags.byName.get(name)),
    byId: (id) => allowed(tags.byId.get(id)),
  };
}
