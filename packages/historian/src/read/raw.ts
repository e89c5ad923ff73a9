import type { Pool, PoolClient } from 'pg';
import { copyOutSamples, timestampLiteral } from '../copy-out.ts';
import { HistorianError } from '../historian-error.ts';
import { dropRepetitions } from '../segment/drop-repetitions.ts';
import { createSampleColumns, type SampleColumns } from '../segment/sample-columns.ts';
import { SEGMENTS_TARGET, US_PER_DAY } from '../segment/segment-target.ts';
import { sortSamples } from '../segment/sort-samples.ts';
import { SAMPLE_ROWS_TARGET } from '../write/copy-rows.ts';

/** A range of one tag. */
export interface RawQuery {
  /** The database's id of the tag. */
  readonly tagId: number;
  /** Microseconds since 1970; the start belongs to the range, the end does not. */
  readonly fromUs: number;
  readonly toUs: number;
  /** Most samples that may lie in the segments and rows of the range. @default 5000000 */
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
 * @throws HistorianError RANGE_TOO_LARGE when there are more than `mostSamples`
 */
export async function readRaw(pool: Pool, query: RawQuery): Promise<RawSamples> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await refuseTooMany(client, query);
    // Rows first: what is sealed in between is then found twice, and not never.
    const samples = createSampleColumns(0);
    await copyOutSamples(
      client,
      [
        { target: SAMPLE_ROWS_TARGET, statement: rowsOf(query) },
        { target: SEGMENTS_TARGET, statement: segmentsOf(query) },
      ],
      samples,
    );
    return within(inOrder(samples), query);
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // A COPY that was cut leaves a connection that nobody can go on with.
    client.release(failure);
  }
}

async function refuseTooMany(
  client: PoolClient,
  { tagId, fromUs, toUs, mostSamples = MOST_SAMPLES }: RawQuery,
): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT coalesce(sum(sample_count), 0)::float8 AS count FROM timeseries.segments WHERE ${segmentRange({ tagId, fromUs, toUs })}`,
  );
  if (rows[0]!.count <= mostSamples) return;
  throw new HistorianError(
    'RANGE_TOO_LARGE',
    `tag ${tagId} has ${rows[0]!.count} samples in the segments of the range, more than ${mostSamples}: ask for a shorter range, or for aggregates`,
  );
}

function rowsOf({ tagId, fromUs, toUs }: RawQuery): string {
  return `SELECT ${SAMPLE_ROWS_TARGET.columns.join(', ')} FROM timeseries.sample_rows
    WHERE tag_id = ${tagId} AND time >= ${timestampLiteral(fromUs)} AND time < ${timestampLiteral(toUs)}`;
}

function segmentsOf(query: RawQuery): string {
  return `SELECT ${SEGMENTS_TARGET.columns.join(', ')} FROM timeseries.segments
    WHERE ${segmentRange(query)} ORDER BY first_time`;
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
