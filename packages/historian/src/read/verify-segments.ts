import { connect } from '@varve/db';
import { copyOut } from '../copy/copy-out.ts';
import type { TupleRun } from '../copy/tuple-run.ts';
import { createSegmentChecker, type CheckedSegment } from '../segment/segment-checker.ts';
import { SEGMENTS_TARGET } from '../segment/segments-target.ts';

/** Options of `verifySegments`. */
export interface VerifySegmentsOptions {
  /** Connection string of a database that has Varve's schema. */
  readonly database: string;
  /** Called after every thousandth segment. */
  readonly onProgress?: (progress: VerifySegmentsProgress) => void;
}

/** How far it is. */
export interface VerifySegmentsProgress {
  readonly segmentCount: number;
  /** How many there were at the beginning. */
  readonly total: number;
}

/** A segment that cannot be opened, or says what its samples do not. */
export type FaultySegment = Pick<CheckedSegment, 'tagId' | 'firstTimeUs'> & {
  readonly fault: string;
};

/** Report of `verifySegments`. */
export interface VerifySegmentsReport {
  readonly segmentCount: number;
  readonly sampleCount: number;
  readonly faultCount: number;
  /** The first hundred of them. */
  readonly faults: readonly FaultySegment[];
}

const MOST_FAULTS_TOLD = 100;
const PROGRESS_EVERY = 1_000;

/**
 * Opens every segment, and compares what its columns say of the samples with what the samples say. It changes nothing, and holds nobody up.
 *
 * @throws DatabaseError when the database does not answer
 */
export async function verifySegments({
  database,
  onProgress,
}: VerifySegmentsOptions): Promise<VerifySegmentsReport> {
  await using opened = new AsyncDisposableStack();
  const client = await connect(database, 'verify');
  opened.defer(() => client.end());
  const { rows } = await client.query<{ total: number }>(
    `SELECT count(*)::float8 AS total FROM ${SEGMENTS_TARGET.table}`,
  );
  const total = rows[0]!.total;
  const check = createSegmentChecker();
  const faults: FaultySegment[] = [];
  let [segmentCount, sampleCount, faultCount] = [0, 0, 0];
  const statement = `COPY (SELECT ${SEGMENTS_TARGET.columns.join(', ')} FROM ${SEGMENTS_TARGET.table}) TO STDOUT (FORMAT binary)`;
  await copyOut(client, statement, (_, { bytes, from, count, gapBytes }: TupleRun) => {
    let at = from;
    for (let tuple = 0; tuple < count; tuple++) {
      const checked = check(bytes, at);
      at = checked.end + gapBytes;
      segmentCount++;
      sampleCount += checked.sampleCount;
      if (segmentCount % PROGRESS_EVERY === 0) onProgress?.({ segmentCount, total });
      if (checked.fault === undefined) continue;
      faultCount++;
      const { tagId, firstTimeUs, fault } = checked;
      if (faults.length < MOST_FAULTS_TOLD) faults.push({ tagId, firstTimeUs, fault });
    }
  });
  return { segmentCount, sampleCount, faultCount, faults };
}
