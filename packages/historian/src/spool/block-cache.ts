import { payloadBytes, type BlockPart } from './block.ts';

/** Parts of spooled blocks in memory, by the number of the block, up to a size. */
export interface BlockCache {
  /** Keeps the parts of a block, unless the cache is full. */
  keep(blockNo: number, parts: readonly BlockPart[]): void;
  get(blockNo: number): readonly BlockPart[] | undefined;
  forget(blockNo: number): void;
}

/** Makes an empty cache. */
export function createBlockCache(mostBytes: number): BlockCache {
  const known = new Map<number, readonly BlockPart[]>();
  let bytes = 0;
  return {
    keep(blockNo, parts) {
      const more = payloadBytes({ parts });
      if (bytes + more > mostBytes) return;
      known.set(blockNo, parts);
      bytes += more;
    },
    get: (blockNo) => known.get(blockNo),
    forget(blockNo) {
      const parts = known.get(blockNo);
      if (parts === undefined) return;
      known.delete(blockNo);
      bytes -= payloadBytes({ parts });
    },
  };
}
