import type { Client } from 'pg';
import { copyOutSamples } from '../read/copy-out-samples.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';
import { encodeSampleRows, SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';

/** A tag with fewer rows in an hour keeps them as rows until its day is over. `timeseries.rows_to_seal` goes by the same number. */
export const FEWEST_OF_HOUR = 16;

/**
 * Reads all rows of a partition of `timeseries.sample_rows`, which is to be emptied: a third of what it costs to delete them row by row. Until the
 * transaction ends, what comes for its hour waits.
 *
 * @param partition - as SQL names it
 * @throws Error 55P03 when somebody writes to it for longer than a second
 */
export async function readPartition(
  client: Client,
  partition: string,
  into: SampleColumns,
): Promise<void> {
  await client.query(`
    SET LOCAL lock_timeout = '1s';
    LOCK TABLE ${partition} IN SHARE ROW EXCLUSIVE MODE`);
  const columns = SAMPLE_ROWS_TARGET.columns.join(', ');
  const statement = `SELECT ${columns} FROM ${partition}`;
  await copyOutSamples(client, [{ target: SAMPLE_ROWS_TARGET, statement }], into);
}

/**
 * Empties a partition that was read, at the very end of the transaction: TRUNCATE knows no snapshots, and a question that waits for its lock with
 * an older one would find neither rows nor segments.
 *
 * @throws Error 55P03 when somebody reads it for longer than a second
 */
export async function emptyPartition(client: Client, partition: string): Promise<void> {
  await client.query(`TRUNCATE ${partition}`);
}

/** Samples of an hour, by what becomes of them. */
export interface HourParts {
  /** Tags of which there are enough for a segment. */
  readonly tagIds: readonly number[];
  /** Tuples of the samples of other tags; undefined where there are none. */
  readonly others: Uint8Array | undefined;
}

/**
 * Finds the tags of an hour that become segments, and encodes the samples of others as rows: those of the first are then alone in the columns.
 *
 * @param samples - in order of tag
 */
export function divideHour(samples: SampleColumns): HourParts {
  const { tag, length } = samples;
  const tagIds: number[] = [];
  // Pairs of places: where samples of others begin, and end.
  const ranges: number[] = [];
  for (let from = 0; from < length;) {
    let to = from + 1;
    while (to < length && tag[to] === tag[from]) to++;
    if (to - from >= FEWEST_OF_HOUR) tagIds.push(tag[from]!);
    else ranges.push(from, to);
    from = to;
  }
  if (ranges.length === 0) return { tagIds, others: undefined };
  const others = encodeSampleRows(samples, undefined, ranges);
  removeRanges(samples, ranges);
  return { tagIds, others };
}

function removeRanges(samples: SampleColumns, ranges: readonly number[]): void {
  let kept = ranges[0]!;
  for (let range = 0; range < ranges.length; range += 2) {
    const from = ranges[range + 1]!;
    const to = ranges[range + 2] ?? samples.length;
    for (const name of ['tag', 'time', 'value', 'status', 'isNull'] as const) {
      samples[name].copyWithin(kept, from, to);
    }
    kept += to - from;
  }
  samples.length = kept;
}
