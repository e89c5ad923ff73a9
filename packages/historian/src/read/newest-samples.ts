import type { Client } from 'pg';

/** Last stored sample of a tag. */
export interface StoredSample {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly value: number | null;
  readonly status: number;
}

/** Reads the newest sample of each of some tags (ids) that have one. */
export async function readNewestSamples(
  client: Client,
  tagIds: readonly number[],
): Promise<StoredSample[]> {
  const { rows } = await client.query<StoredSample>(
    `SELECT tag_id AS "tagId", round(date_part('epoch', time) * 1e6) AS time, value, status
     FROM timeseries.newest($1::int[])`,
    [tagIds],
  );
  return rows;
}
