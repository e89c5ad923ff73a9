import { buffer } from 'node:stream/consumers';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { SEGMENTS_TARGET } from '../../../packages/historian/src/segment/segments-target.ts';
import { COPY_FORMAT } from '../../../packages/historian/src/copy/copy-format.ts';
import { copyStatement } from '../../../packages/historian/src/copy/copy-in.ts';
import { tupleOffsets } from '../../../packages/historian/src/copy/tuple-offsets.ts';
import { loadCopies } from './load-copies.ts';

/** Message to the process that loads segments. */
export interface SegmentLoaderTask {
  readonly connectionString: string;
  readonly connections: number;
  readonly segmentsPerCopy: number;
  /** Empties the table. */
  readonly clear: string;
}

process.once('message', (task: SegmentLoaderTask) => void load(task));
process.once('disconnect', () => process.exit());

/** Reads the segments of the table unchanged, and loads them again as whole COPYs. */
async function load(task: SegmentLoaderTask): Promise<void> {
  const client = new pg.Client(task.connectionString);
  await client.connect();
  const columns = SEGMENTS_TARGET.columns.join(', ');
  const counted = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM timeseries.segments',
  );
  const tupleCount = counted.rows[0]!.count;
  const statement = `COPY (SELECT ${columns} FROM timeseries.segments) TO STDOUT (FORMAT binary)`;
  const bytes = await buffer(client.query(copyTo(statement)));
  const taken = bytes.subarray(
    COPY_FORMAT.header.length,
    bytes.length - COPY_FORMAT.trailer.length,
  );
  await client.query(task.clear);
  await client.end();
  const offsets = tupleOffsets({ target: SEGMENTS_TARGET, tuples: taken, tupleCount });
  const copies: Buffer[] = [];
  for (let first = 0; first < tupleCount; first += task.segmentsPerCopy) {
    const end = Math.min(tupleCount, first + task.segmentsPerCopy);
    const tuples = taken.subarray(offsets[first], offsets[end]);
    copies.push(Buffer.concat([COPY_FORMAT.header, tuples, COPY_FORMAT.trailer]));
  }
  const seconds = await loadCopies({ ...task, statement: copyStatement(SEGMENTS_TARGET) }, copies);
  process.send?.(seconds, () => process.disconnect?.());
}
