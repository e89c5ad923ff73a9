import type { TagList } from './tag-list.ts';

/** Gives the positions of the tags whose sources go through a shard; worked out once for each list. */
export function tagsByShard(
  current: () => TagList,
  shardCount: number,
): (shard: number) => Int32Array {
  let known: TagList | undefined;
  let byShard: Int32Array[] = [];
  return (shard) => {
    const list = current();
    if (list !== known) {
      const positions = [...list.sourceOfTag.keys()];
      byShard = Array.from({ length: shardCount }, (_, of) =>
        Int32Array.from(positions.filter((tag) => list.sourceOfTag[tag]! % shardCount === of)),
      );
      known = list;
    }
    return byShard[shard]!;
  };
}
