import type { ClientBase } from 'pg';
import { copyOut } from '../copy/copy-out.ts';
import {
  createNumberTable,
  decodeNumbers,
  selectList,
  type NumberShape,
  type NumberTable,
} from '../copy/number-table.ts';
import { createSampleColumns, type SampleColumns } from '../copy/sample-columns.ts';
import { SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';
import type { TupleRun } from '../copy/tuple-run.ts';
import { SEGMENTS_TARGET } from '../segment/segments-target.ts';
import { createTupleDecoder } from '../segment/tuple-decoder.ts';
import { copyOutSamples, timestampArray, timestampLiteral } from './copy-out-samples.ts';
import { MOST_PIECES } from './batches-of.ts';
import { orderSamples } from './order-samples.ts';
import type { WaitingLook, WaitingSamples } from './waiting-samples.ts';
import { lockRowsOfSpan, rowsOfSpan, segmentsOfSpan, type TagSpan } from './tag-span.ts';

/** A range that is to be read, and how. */
export interface SpanQuestion<Name extends string> extends TagSpan {
  /** Columns of the summaries of segments. */
  readonly summary: NumberShape<Name>;
  /** An expression that gives where buckets begin, as an array of times. */
  readonly edges?: string | undefined;
}

/** Options of `copySpan`: where a range is read from besides the database, and how much of it is taken. */
export interface SpanSource {
  /** Samples that have yet to be stored. */
  readonly waiting?: WaitingSamples | undefined;
  /** Most rows, and most segments: more are left to SQL. */
  readonly mostPieces?: number;
}

/** Parts of a range of a tag, before any segment is opened. */
export interface SpanPieces<Name extends string> {
  /** The database's time, microseconds since 1970. */
  readonly nowUs: number;
  readonly isLinear: boolean;
  /** The newest sample before the range, however old. */
  readonly held: HeldSample | undefined;
  /** Rows of the range, in the order in which they came; where samples had yet to be stored, with these, in order of time and each once. */
  readonly rows: SampleColumns;
  /** Summaries of the segments that reach into the range, in order of their first and last time. */
  readonly segments: NumberTable<Name>;
  /** Microseconds since 1970; empty where none were asked for. */
  readonly edges: Float64Array;
}

interface HeldSample {
  readonly time: number;
  /** NaN where there is none. */
  readonly value: number;
  readonly status: number;
}

const HELD = {
  nowUs: { sql: 'now()', type: 'timestamptz' },
  isLinear: { sql: 'is_linear', type: 'int4' },
  time: { sql: 'b.time', type: 'timestamptz' },
  value: { sql: 'b.value', type: 'float8' },
  status: { sql: 'b.status', type: 'int4' },
} as const satisfies NumberShape<string>;
const EDGES = { edge: { sql: 'edge', type: 'timestamptz' } } as const satisfies NumberShape<string>;

/** A COPY, and who takes what it gives. */
interface Copy {
  readonly statement: string;
  readonly take: (run: TupleRun) => void;
}

/**
 * Reads rows and summaries of a range, in one way to the server and back, and leaves a transaction open that has the snapshot of the
 * summaries: what is merged meanwhile can still be opened. Rows are read before it begins: what is sealed in between is then found twice, and
 * not never. They cannot share its snapshot, since sealing ends in TRUNCATE, which knows none.
 *
 * @returns undefined where there are more rows or segments than may be
 */
export async function copySpan<Name extends string>(
  client: ClientBase,
  question: SpanQuestion<Name>,
  { waiting, mostPieces = MOST_PIECES }: SpanSource,
): Promise<SpanPieces<Name> | undefined> {
  const { summary } = question;
  const look = waiting?.look();
  const held = createNumberTable(HELD);
  const edges = createNumberTable(EDGES);
  const rows = createSampleColumns(0);
  const segments = createNumberTable(summary);
  const decodeRows = createTupleDecoder(SAMPLE_ROWS_TARGET);
  const before: Copy[] = [
    { statement: rowsSql(question, mostPieces), take: (run) => decodeRows(run, rows) },
    { statement: heldSql(question), take: (run) => decodeNumbers(HELD, run, held) },
  ];
  if (question.edges !== undefined) {
    const statement = `SELECT ${selectList(EDGES)} FROM unnest(${question.edges}) AS edge`;
    before.push({ statement, take: (run) => decodeNumbers(EDGES, run, edges) });
  }
  const within: Copy = {
    statement: segmentsSql(question, mostPieces),
    take: (run) => decodeNumbers(summary, run, segments),
  };
  const statements = [
    'BEGIN READ ONLY',
    lockRowsOfSpan(question),
    ...before.map(copySql),
    'COMMIT',
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    copySql(within),
  ];
  const copies = [...before, within];
  await copyOut(client, statements.join(';\n'), (copy, run) => copies[copy]!.take(run));
  if (rows.length > mostPieces || segments.length > mostPieces) return undefined;
  const pieces = {
    ...readHeld(held),
    rows,
    segments,
    edges: edges.columns.edge.subarray(0, edges.length),
  };
  return look === undefined ? pieces : withWaiting(pieces, question, look);
}

/** Ends the transaction of `copySpan`. */
export async function endSpan(client: ClientBase): Promise<void> {
  await client.query('COMMIT');
}

/** Appends the samples of all segments of a range that begin at some times. Whoever asks has called `copySpan` before. */
export async function openSegments(
  client: ClientBase,
  span: TagSpan,
  { firstTimes, into }: { readonly firstTimes: readonly number[]; readonly into: SampleColumns },
): Promise<void> {
  if (firstTimes.length === 0) return;
  const columns = SEGMENTS_TARGET.columns.join(', ');
  // Each time is looked for in its own partition alone: `= ANY` would look for all of them in every one.
  const statement = `SELECT ${columns} FROM unnest(${timestampArray([...new Set(firstTimes)])}) AS wanted (begin_time),
    LATERAL (SELECT ${columns} FROM timeseries.segments WHERE ${segmentsOfSpan(span)} AND first_time = begin_time OFFSET 0) AS found`;
  await copyOutSamples(client, [{ target: SEGMENTS_TARGET, statement }], into);
}

/** Puts samples that have yet to be stored to the rows, and finds out whether one of them holds at the start of the range. */
function withWaiting<Name extends string>(
  pieces: SpanPieces<Name>,
  { tagId, fromUs, toUs }: TagSpan,
  look: WaitingLook,
): SpanPieces<Name> {
  const { rows } = pieces;
  look.append({ tagId, fromUs, toUs }, rows);
  const before = createSampleColumns(0);
  look.append({ tagId, fromUs: -Infinity, toUs: fromUs }, before);
  let { held } = pieces;
  for (let at = 0; at < before.length; at++) {
    if (held !== undefined && held.time >= before.time[at]!) continue;
    held = { time: before.time[at]!, value: before.value[at]!, status: before.status[at]! };
  }
  return { ...pieces, held, rows: orderSamples(rows) };
}

function copySql({ statement }: Copy): string {
  return `COPY (${statement}) TO STDOUT (FORMAT binary)`;
}

function rowsSql(span: TagSpan, mostPieces: number): string {
  return `SELECT ${SAMPLE_ROWS_TARGET.columns.join(', ')} FROM timeseries.sample_rows
    WHERE ${rowsOfSpan(span)} LIMIT ${mostPieces + 1}`;
}

function heldSql({ tagId, fromUs }: TagSpan): string {
  return `SELECT ${selectList(HELD)}
    FROM (SELECT coalesce((SELECT (interpolation = 'linear')::int4 FROM timeseries.tags WHERE id = ${tagId}), 0) AS is_linear) AS tag
    LEFT JOIN timeseries.last_before(${tagId}, ${timestampLiteral(fromUs)}) AS b ON true`;
}

function segmentsSql(question: SpanQuestion<string>, mostPieces: number): string {
  return `SELECT ${selectList(question.summary)} FROM timeseries.segments
    WHERE ${segmentsOfSpan(question)} ORDER BY first_time, last_time LIMIT ${mostPieces + 1}`;
}

function readHeld({
  columns: { nowUs, isLinear, time, value, status },
}: NumberTable<keyof typeof HELD>): Pick<SpanPieces<string>, 'nowUs' | 'isLinear' | 'held'> {
  const isThere = !Number.isNaN(time[0]);
  return {
    nowUs: nowUs[0]!,
    isLinear: isLinear[0] === 1,
    held: isThere ? { time: time[0]!, value: value[0]!, status: status[0]! } : undefined,
  };
}
