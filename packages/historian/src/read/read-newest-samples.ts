import type { Client } from 'pg';

/** Last stored sample of a tag. */
export interface StoredSample {
  readonly tagId: number;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly value: number | null;
  readonly status: number;
}

/** Reads the newest sample of each of some tags (ids) that have one, however old. */
export function readNewestSamples(
  client: Client,
  tagIds: readonly number[],
): Promise<StoredSample[]> {
  return read(client, 'timeseries.newest($1::int[])', tagIds);
}

/**
 * Reads the newest sample with a finite value of each of some tags (ids) that have one, however old and of any status: behind the Bad sample
 * without a value that a stop or an outage leaves, what was known before.
 */
export function readNewestValues(
  client: Client,
  tagIds: readonly number[],
): Promise<StoredSample[]> {
  return read(client, 'timeseries.newest_values($1::int[])', tagIds);
}

async function read(
  client: Client,
  source: string,
  tagIds: readonly number[],
): Promise<StoredSample[]> {
  const { rows } = await client.query<StoredSample>(
    `SELECT tag_id AS "tagId", round(date_part('epoch', time) * 1e6) AS time, value, status FROM ${source}`,
    [tagIds],
  );
  return rows;
}
