import type { Client } from 'pg';
import { SAMPLES_SERIES, type NumberedBlock } from '../spool/block.ts';
import { daysOfBlock, US_PER_DAY } from './days-of-block.ts';
import { ensureSeriesPartitions } from './ensure-series-partitions.ts';

/** Partitions that were looked after: those of samples by days since 1970, those of other series by name and day. */
export interface KnownPartitions {
  readonly days: Set<number>;
  readonly spans: Set<string>;
}

/** Makes the partitions that blocks need. @param known - added to */
export async function ensurePartitions(
  client: Client,
  blocks: readonly NumberedBlock[],
  known: KnownPartitions,
): Promise<void> {
  for (const block of blocks) {
    if (block.series !== SAMPLES_SERIES) {
      // Blocks of other series have one table.
      const { table } = block.parts[0]!.target;
      await ensureSeriesPartitions(client, table, daysOfBlock(block), known.spans);
      continue;
    }
    for (const day of daysOfBlock(block)) {
      if (known.days.has(day)) continue;
      const startS = (day * US_PER_DAY) / 1e6;
      // Partitions may be shorter than a day.
      await client.query(
        `SELECT timeseries.ensure_sample_partitions(to_timestamp($1::float8), to_timestamp($1::float8) + interval '1 day' - interval '1 us')`,
        [startS],
      );
      known.days.add(day);
    }
  }
}
