import type { Client } from 'pg';

/** Last stored sample of a tag. */
export interface StoredSample {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly value: number | null;
  readonly status: number;
}

/**
 * Reads the newest sample of every tag that has one among the newest stored.
 *
 * Only the last twenty minutes of what is stored are looked at: a tag in operation is stored at least every ten.
 */
export async function readNewestSamples(client: Client): Promise<StoredSample[]> {
  const { rows } = await client.query<StoredSample>(`
    SELECT DISTINCT ON (tag_id) tag_id AS "tagId", round(date_part('epoch', time) * 1e6) AS time, value, status
    FROM timeseries.samples
    WHERE time > (SELECT max(time) FROM timeseries.samples) - interval '20 minutes'
    ORDER BY tag_id, time DESC`);
  return rows;
}
