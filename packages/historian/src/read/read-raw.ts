import type { Pool } from 'pg';
import { copyOutSamples } from './copy-out-samples.ts';
import { HistorianError } from '../historian-error.ts';
import { createSampleColumns } from '../copy/sample-columns.ts';
import { SEGMENTS_TARGET } from '../segment/segments-target.ts';
import { SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';
import { lockRowsOfSpan, rowsOfSpan, segmentsOfSpan, type TagSpan } from './tag-span.ts';
import { orderSamples, placesWithin } from './order-samples.ts';
import { withClient } from './with-client.ts';
import type { WaitingSamples } from './waiting-samples.ts';

/** A range of one tag. */
export interface RawQuery extends TagSpan {
  /** Most samples that may lie in the rows and segments of the range; those of a segment count that lie beside it, too. @default 5000000 */
  readonly mostSamples?: number;
}

/** Samples in order of time, each once; shape (samples) each. */
export interface RawSamples {
  /** Microseconds since 1970. */
  readonly times: Float64Array;
  /** NaN where there is no value. */
  readonly values: Float64Array;
  /** OPC UA status codes. */
  readonly statuses: Int32Array;
}

const MOST_SAMPLES = 5_000_000;

/**
 * Reads every sample of a range. Segments come as they are stored and are opened here: PostgreSQL is not asked for a row a sample.
 *
 * @throws HistorianError RANGE_TOO_LARGE when there are more than `mostSamples`: that many are read before it is known
 */
export async function readRaw(
  pool: Pool,
  query: RawQuery,
  waiting: WaitingSamples | undefined,
): Promise<RawSamples> {
  const { tagId, mostSamples = MOST_SAMPLES } = query;
  const samples = createSampleColumns(0);
  const look = waiting?.look();
  await withClient(pool, (client) =>
    // Rows first: what is sealed in between is then found twice, and not never.
    copyOutSamples(
      client,
      [
        {
          target: SAMPLE_ROWS_TARGET,
          before: lockRowsOfSpan(query),
          statement: rowsOf(query, mostSamples),
        },
        { target: SEGMENTS_TARGET, statement: segmentsOf(query, mostSamples) },
      ],
      samples,
    ),
  );
  look?.append(query, samples);
  if (samples.length > mostSamples) {
    throw new HistorianError(
      'RANGE_TOO_LARGE',
      `tag ${tagId} has more than ${mostSamples} samples in the rows and segments of the range: ask for a shorter range, or for aggregates`,
    );
  }
  const { time, value, status } = orderSamples(samples);
  const { from, to } = placesWithin(samples, query);
  return {
    times: time.slice(from, to),
    values: value.slice(from, to),
    statuses: status.slice(from, to),
  };
}

function rowsOf(query: RawQuery, mostSamples: number): string {
  return `SELECT ${SAMPLE_ROWS_TARGET.columns.join(', ')} FROM timeseries.sample_rows
    WHERE ${rowsOfSpan(query)} LIMIT ${mostSamples + 1}`;
}

/** Segments until there are more samples than may be. */
function segmentsOf(query: RawQuery, mostSamples: number): string {
  const columns = SEGMENTS_TARGET.columns.join(', ');
  return `SELECT ${columns} FROM (
      SELECT ${columns}, sum(sample_count) OVER (ORDER BY first_time ROWS UNBOUNDED PRECEDING) - sample_count AS count_before
      FROM timeseries.segments WHERE ${segmentsOfSpan(query)}) AS counted
    WHERE count_before <= ${mostSamples} ORDER BY first_time`;
}
