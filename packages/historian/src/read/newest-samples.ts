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

/** Reads the newest sample with a value of each of some tags (ids) that have one. */
export async function readNewestValues(
  client: Client,
  tagIds: readonly number[],
): Promise<StoredSample[]> {
  if (tagIds.length === 0) return [];
  const { rows } = await client.query<StoredSample>(
    `SELECT id AS "tagId", round(date_part('epoch', time) * 1e6) AS time, value, status
     FROM unnest($1::int[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT time, value, status FROM timeseries.samples WHERE tag_id = id AND value IS NOT NULL ORDER BY time DESC LIMIT 1) AS newest`,
    [tagIds],
  );
  return rows;
}
