import type { Client } from 'pg';

const SERIES_SCHEMA = 'timeseries.';
const SECONDS_PER_DAY = 86_400;

/**
 * Notes what of some records is too late for the next refresh of their rollups, in the transaction that stores them.
 *
 * @param days - since 1970, on which there are records
 */
export async function noteLateRecords(
  client: Client,
  table: string,
  days: ReadonlySet<number>,
): Promise<void> {
  if (!table.startsWith(SERIES_SCHEMA) || days.size === 0) return;
  const starts = Array.from(days, (day) => day * SECONDS_PER_DAY);
  await client.query(
    `SELECT timeseries.note_if_late($1, to_timestamp(start), to_timestamp(start + $3) - interval '1 us') FROM unnest($2::float8[]) AS start`,
    [table.slice(SERIES_SCHEMA.length), starts, SECONDS_PER_DAY],
  );
}
