import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** Bytes of a hypertable before and after compression. */
export interface CompressionRatio {
  readonly table: string;
  readonly chunkCount: number;
  readonly compressedChunkCount: number;
  readonly beforeBytes: number | null;
  readonly afterBytes: number | null;
  /** Before by after; null while nothing is compressed. */
  readonly ratio: number | null;
}

/** Lists what compression saves; empty where the engine does not compress. */
export async function compressionRatios(database: ClientBase | Pool): Promise<CompressionRatio[]> {
  return rowsOf<CompressionRatio>(
    database,
    `SELECT relation AS table, chunk_count::float8 AS "chunkCount", compressed_chunk_count::float8 AS "compressedChunkCount",
            before_bytes::float8 AS "beforeBytes", after_bytes::float8 AS "afterBytes", ratio FROM internal.compression()`,
  );
}
