import type { Client } from 'pg';
import { copyOutSamples } from '../copy-out.ts';
import type { SampleColumns } from '../segment/sample-columns.ts';
import { encodeCopyRows, SAMPLE_ROWS_TARGET } from '../write/copy-rows.ts';

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

/**
 * Encodes the samples of all tags but some: they are to stay rows. Those of the chosen tags are then alone in the columns.
 *
 * @returns undefined where there are no others
 */
export function setAsideOthers(
  samples: SampleColumns,
  tagIds: readonly number[],
): Uint8Array | undefined {
  const chosen = new Set(tagIds);
  // Pairs of places: where samples of others begin, and end.
  const ranges: number[] = [];
  for (let at = 0; at < samples.length; at++) {
    if (chosen.has(samples.tag[at]!)) continue;
    if (ranges.at(-1) === at) ranges[ranges.length - 1] = at + 1;
    else ranges.push(at, at + 1);
  }
  if (ranges.length === 0) return undefined;
  const others = encodeCopyRows(samples, undefined, ranges);
  removeRanges(samples, ranges);
  return others;
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
