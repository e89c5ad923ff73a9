import { StatusCode } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import type { BlockContent } from '../spool/single-block.ts';
import type { BlockTarget } from '../spool/block.ts';
import {
  createTupleWriter,
  putFieldCount,
  putInt32,
  putTimestamp,
  takeTuples,
} from '../copy/tuple-writer.ts';
import { isStorableTime, STORABLE_TIMES } from '../tags/is-storable-time.ts';
import { putValue, VALUE_CODECS } from './put-value.ts';
import type { RecordColumns } from './record-columns.ts';

/** How records become tuples. The time stands first in each, where everything else looks for it. */
export interface RecordPlan {
  readonly target: BlockTarget;
  readonly columns: RecordColumns;
  /** Column of the record's time; undefined where the table has none. */
  readonly time: string | undefined;
  /** Column of the record's status: `given` among the stream's columns, or `added` by the historian as Good. */
  readonly status: 'given' | 'added' | undefined;
  /** The others, in the order of the target. */
  readonly others: readonly string[];
}

/** Name of the column that says how far a record can be trusted, in Varve's own series. */
export const STATUS_COLUMN = 'status';
/** A block stays of a size that goes in one step. */
const MOST_ROWS_PER_BLOCK = 20_000;
const BYTES_PER_FIELD = 12;

type Values = ArrayLike<unknown>;

/** Clock of an encoding. */
export interface RecordClock {
  readonly nowUs: number;
  /** A record that is later than now by more than this is stamped on arrival and Uncertain. */
  readonly futureLimitUs: number;
}

/**
 * Encodes records as blocks.
 *
 * @param batch - columns of one length
 * @throws HistorianError RECORD_INVALID with table, column and row; nothing is to be stored then
 */
export function encodeRecords(
  plan: RecordPlan,
  batch: Readonly<Record<string, Values>>,
  clock: RecordClock,
): BlockContent[] {
  const rowCount = lengthOf(plan, batch);
  const blocks: BlockContent[] = [];
  for (let from = 0; from < rowCount; from += MOST_ROWS_PER_BLOCK) {
    const to = Math.min(rowCount, from + MOST_ROWS_PER_BLOCK);
    blocks.push(encodeBlock(plan, batch, clock, { from, to }));
  }
  return blocks;
}

function lengthOf(
  { columns, target }: RecordPlan,
  batch: Readonly<Record<string, Values>>,
): number {
  const [first, ...others] = Object.keys(columns);
  const rowCount = batch[first!]?.length ?? 0;
  for (const name of others) {
    const length = batch[name]?.length;
    if (length === rowCount) continue;
    throw new HistorianError(
      'RECORD_INVALID',
      `${target.table}, column ${name}: expected ${rowCount} values, as ${first} has, got ${length ?? 'no column'}`,
    );
  }
  return rowCount;
}

function encodeBlock(
  plan: RecordPlan,
  batch: Readonly<Record<string, Values>>,
  clock: RecordClock,
  { from, to }: { readonly from: number; readonly to: number },
): BlockContent {
  const { target, time, status, others } = plan;
  const writer = createTupleWriter((to - from) * target.columns.length * BYTES_PER_FIELD);
  const times = time === undefined ? undefined : batch[time]!;
  const statuses = status === 'given' ? batch[STATUS_COLUMN]! : undefined;
  const fields = others.map((name) => ({
    name,
    values: batch[name]!,
    ...VALUE_CODECS[plan.columns[name]!],
  }));
  let firstTimeUs = Number.POSITIVE_INFINITY;
  let lastTimeUs = Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    putFieldCount(writer, target.columns.length);
    let isUncertain = false;
    if (times !== undefined) {
      let timeUs = times[row] as number;
      if (!isStorableTime(timeUs)) {
        throw invalid(target, { column: time!, row, expected: STORABLE_TIMES, came: timeUs });
      }
      isUncertain = timeUs > clock.nowUs + clock.futureLimitUs;
      if (isUncertain) timeUs = clock.nowUs;
      if (timeUs < firstTimeUs) firstTimeUs = timeUs;
      if (timeUs > lastTimeUs) lastTimeUs = timeUs;
      putTimestamp(writer, timeUs);
    }
    if (status !== undefined) {
      const given = statuses === undefined ? StatusCode.good : statuses[row];
      if (typeof given !== 'number' || (given | 0) !== given) {
        throw invalid(target, {
          column: STATUS_COLUMN,
          row,
          expected: VALUE_CODECS.int4.expected,
          came: given,
        });
      }
      putInt32(writer, isUncertain && given >= 0 ? StatusCode.uncertain : given);
    }
    for (const { name, values, put, expected } of fields) {
      if (!putValue(writer, values[row], put))
        throw invalid(target, { column: name, row, expected: expected, came: values[row] });
    }
  }
  const span =
    times === undefined
      ? { firstTimeUs: clock.nowUs, lastTimeUs: clock.nowUs }
      : { firstTimeUs, lastTimeUs };
  return { target, rows: takeTuples(writer), rowCount: to - from, ...span };
}

/** A value that cannot be stored. */
interface InvalidField {
  readonly column: string;
  readonly row: number;
  readonly expected: string;
  readonly came: unknown;
}

function invalid(
  { table }: BlockTarget,
  { column, row, expected, came }: InvalidField,
): HistorianError {
  const shown = typeof came === 'string' ? JSON.stringify(came) : String(came);
  return new HistorianError(
    'RECORD_INVALID',
    `${table}, column ${column}, row ${row}: expected ${expected}, got ${shown}`,
  );
}
