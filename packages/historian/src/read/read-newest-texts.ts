import type { Client } from 'pg';
import type { StoredText } from '../copy/text-rows.ts';

/** Reads the newest text of each of some tags, however old: a text may hold for months. */
export function readNewestTexts(client: Client, tagIds: readonly number[]): Promise<StoredText[]> {
  return read(client, 'tag_id = id', tagIds);
}

/** Reads the newest of each of some tags that is a text: behind the Bad row that a stop or an outage leaves, what was known before. */
export function readNewestTextValues(
  client: Client,
  tagIds: readonly number[],
): Promise<StoredText[]> {
  return read(client, 'tag_id = id AND value IS NOT NULL', tagIds);
}

async function read(
  client: Client,
  condition: string,
  tagIds: readonly number[],
): Promise<StoredText[]> {
  if (tagIds.length === 0) return [];
  const { rows } = await client.query<StoredText>(
    `SELECT id AS "tagId", round(date_part('epoch', time) * 1e6) AS time, value, status
     FROM unnest($1::int[]) AS wanted (id) CROSS JOIN LATERAL (
       SELECT time, value, status FROM timeseries.text_samples WHERE ${condition} ORDER BY time DESC LIMIT 1) AS newest`,
    [tagIds],
  );
  return rows;
}
