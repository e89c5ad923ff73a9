import type { Client } from 'pg';
import { isLeftAlone, NOTHING, type SealedBatch } from './rewrite-samples.ts';

/** A table of segments of a week that is over. */
export interface UnsortedWeek {
  /** The table, as SQL names it. */
  readonly chunk: string;
  /** The name of its index in the order of tags and times, as SQL has it. */
  readonly index: string;
}

/**
 * Writes the table of a week again in the order of its tags, as a whole: without what merging left behind, and with what a tag has on pages
 * that lie together. Questions about that week, and samples of it that come late, wait meanwhile, about 15 seconds a gigabyte. A table that somebody
 * has in use for longer than a second is left for the next round, and one that is gone is no more to be sorted.
 */
export async function sortWeek(
  client: Client,
  { chunk, index }: UnsortedWeek,
): Promise<SealedBatch> {
  try {
    await client.query(`SET LOCAL lock_timeout = '1s'; CLUSTER ${chunk} USING ${index}`);
    // A table that was written again has no map of what everybody sees, which saves a look at it where an index suffices.
    await client.query(`VACUUM (ANALYZE) ${chunk}`);
  } catch (error) {
    if (!isLeftAlone(error)) throw error;
  }
  return NOTHING;
}
