import type { Pool, PoolClient } from 'pg';
import { copyOutSamples, timestampLiteral } from './copy-out-samples.ts';
import { HistorianError } from '../historian-error.ts';
import { dropRepetitions } from '../segment/drop-repetitions.ts';
import { createSampleColumns, type SampleColumns } from '../copy/sample-columns.ts';
import { SEGMENTS_TARGET, US_PER_DAY } from '../segment/segments-target.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import { SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';

/** A range of one tag. */
export interface RawQuery {
  /** The database's id of the tag. */
  readonly tagId: number;
  /** Microseconds since 1970; the start belongs to the range, the end does not. */
  readonly fromUs: number;
  readonly toUs: number;
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
export async function readRaw(pool: Pool, query: RawQuery): Promise<RawSamples> {
  const { tagId, mostSamples = MOST_SAMPLES } = query;
  const samples = createSampleColumns(0);
  await withClient(pool, (client) =>
    // Rows first: what is sealed in between is then found twice, and not never.
    copyOutSamples(
      client,
      [
        { target: SAMPLE_ROWS_TARGET, statement: rowsOf(query, mostSamples) },
        { target: SEGMENTS_TARGET, statement: segmentsOf(query, mostSamples) },
      ],
      samples,
    ),
  );
  if (samples.length > mostSamples) {
    throw new HistorianError(
      'RANGE_TOO_LARGE',
      `tag ${tagId} has more than ${mostSamples} samples in the rows and segments of the range: ask for a shorter range, or for aggregates`,
    );
  }
  return within(inOrder(samples), query);
}

async function withClient(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  // A connection that breaks says so by an event, too, and nobody else listens while it is lent out.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let failure: Error | undefined;
  try {
    await work(client);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.off('error', ignore);
    // After an error nobody knows what state it is in.
    client.release(failure);
  }
}

function rowsOf({ tagId, fromUs, toUs }: RawQuery, mostSamples: number): string {
  return `SELECT ${SAMPLE_ROWS_TARGET.columns.join(', ')} FROM timeseries.sample_rows
    WHERE tag_id = ${tagId} AND time >= ${timestampLiteral(fromUs)} AND time < ${timestampLiteral(toUs)} LIMIT ${mostSamples + 1}`;
}

/** Segments until there are more samples than may be. */
function segmentsOf(query: RawQuery, mostSamples: number): string {
  const columns = SEGMENTS_TARGET.columns.join(', ');
  return `SELECT ${columns} FROM (
      SELECT ${columns}, sum(sample_count) OVER (ORDER BY first_time ROWS UNBOUNDED PRECEDING) - sample_count AS count_before
      FROM timeseries.segments WHERE ${segmentRange(query)}) AS counted
    WHERE count_before <= ${mostSamples} ORDER BY first_time`;
}

/** A segment lies within a UTC day: none that reaches into the range begins before the range's first day. */
function segmentRange({ tagId, fromUs, toUs }: RawQuery): string {
  const dayUs = Math.floor(fromUs / US_PER_DAY) * US_PER_DAY;
  return `tag_id = ${tagId} AND first_time >= ${timestampLiteral(dayUs)} AND first_time < ${timestampLiteral(toUs)}
    AND last_time >= ${timestampLiteral(fromUs)}`;
}

function inOrder(samples: SampleColumns): SampleColumns {
  const { time, length } = samples;
  for (let at = 1; at < length; at++) {
    if (time[at]! > time[at - 1]!) continue;
    const sorted = sortSamples(samples);
    dropRepetitions(sorted);
    return sorted;
  }
  return samples;
}

function within(
  { time, value, status, length }: SampleColumns,
  { fromUs, toUs }: RawQuery,
): RawSamples {
  let from = 0;
  while (from < length && time[from]! < fromUs) from++;
  let to = length;
  while (to > from && time[to - 1]! >= toUs) to--;
  return {
    times: time.slice(from, to),
    values: value.slice(from, to),
    statuses: status.slice(from, to),
  };
}
