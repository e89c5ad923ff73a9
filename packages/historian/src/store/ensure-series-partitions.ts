import type { Client } from 'pg';
import { TEXT_SAMPLES_TARGET } from '../copy/text-rows.ts';

const SERIES_SCHEMA = 'timeseries.';
const SECONDS_PER_DAY = 86_400;

/**
 * Makes the partitions that texts or records of some days need. A table that is no series of Varve's is its owner's to keep.
 *
 * @param days - since 1970
 * @param known - series and days that were looked after before
 */
export async function ensureSeriesPartitions(
  client: Client,
  table: string,
  days: Iterable<number>,
  known: Set<string>,
): Promise<void> {
  if (!table.startsWith(SERIES_SCHEMA)) return;
  const isText = table === TEXT_SAMPLES_TARGET.table;
  for (const day of days) {
    const span = `${table} ${day}`;
    if (known.has(span)) continue;
    const startS = day * SECONDS_PER_DAY;
    // Partitions may be shorter than a day.
    const lastS = startS + SECONDS_PER_DAY - 1e-6;
    if (isText) {
      await client.query(
        'SELECT timeseries.ensure_text_partitions(to_timestamp($1::float8), to_timestamp($2::float8))',
        [startS, lastS],
      );
    } else {
      await client.query(
        'SELECT timeseries.ensure_partitions($1, to_timestamp($2::float8), to_timestamp($3::float8))',
        [table.slice(SERIES_SCHEMA.length), startS, lastS],
      );
    }
    known.add(span);
  }
}
