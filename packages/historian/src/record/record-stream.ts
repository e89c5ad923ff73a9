import { HistorianError } from '../historian-error.ts';
import type { Outbox } from '../sink/outbox.ts';
import { singleBlock, type BlockContent } from '../spool/single-block.ts';
import type { Spool } from '../spool/spool.ts';
import { encodeRecords, type RecordClock, type RecordPlan } from './encode-records.ts';
import type { RecordBatch, RecordColumns, RecordRow } from './record-columns.ts';

/** Counts of the records of one stream, since it was opened. */
export interface RecordStreamStats {
  readonly table: string;
  /** Acknowledged: on disk. */
  readonly accepted: number;
  /** Committed. */
  readonly stored: number;
  /** Refused by the database for good; they are in the dead-letter file. */
  readonly refused: number;
}

/** A way into one table for whole records. */
export interface RecordStream<Columns extends RecordColumns = RecordColumns> {
  readonly table: string;
  /**
   * Stores records that lie in columns.
   *
   * @returns when they are synced to disk; they are in the database soon after
   * @throws HistorianError RECORD_INVALID with table, column and row; nothing of the batch is stored then. STOPPED
   */
  write(batch: RecordBatch<Columns>): Promise<void>;
  /** As `write`, for records that are objects. */
  writeRows(rows: readonly RecordRow<Columns>[]): Promise<void>;
  stats(): RecordStreamStats;
}

/** A stream, and how its historian ends it. */
export interface OpenRecordStream extends RecordStream {
  /** Takes nothing more, and resolves when all that was taken is on disk. */
  drain(): Promise<void>;
  /** Tells those who still wait that their records may not be safe. */
  stop(): void;
}

/** Options of `createRecordStream`. */
export interface RecordStreamParts {
  readonly plan: RecordPlan;
  readonly spool: Spool;
  readonly outbox: Outbox;
  readonly clock: () => RecordClock;
}

/** A write that waits for its records to be on disk. */
interface Waiting {
  readonly content: BlockContent;
  readonly done: PromiseWithResolvers<void>;
}

// Small writes that wait for the disk go into one block.
const MOST_BYTES_PER_BLOCK = 4 * 1_048_576;
/** From here on who writes has to wait before anything is encoded. */
const MOST_WAITING_BYTES = 32 * 1_048_576;

/** Opens a stream whose columns were checked. */
export function createRecordStream(parts: RecordStreamParts): OpenRecordStream {
  const { plan, spool } = parts;
  const counts = { accepted: 0, stored: 0, refused: 0 };
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let appending: Promise<void> | undefined;
  let inFlight: readonly Waiting[] = [];
  const draining = Promise.withResolvers<void>();
  let phase: 'running' | 'draining' | 'stopped' = 'running';

  const refuseStopped = (): void => {
    if (phase !== 'running') throw stopped(plan.target.table);
  };

  async function append(): Promise<void> {
    while (waiting.length > 0) {
      const count = countJoined(waiting);
      inFlight = waiting.splice(0, count);
      const room = phase === 'running' ? spool.whenRoom() : undefined;
      if (room !== undefined) await Promise.race([room, draining.promise]);
      const content = join(inFlight);
      const block = await spool.append(singleBlock(content));
      counts.accepted += content.rowCount;
      parts.outbox.add(block, (refused) => {
        const refusedRows = [...(refused?.values() ?? [])].reduce((sum, rows) => sum + rows, 0);
        counts.refused += refusedRows;
        counts.stored += content.rowCount - refusedRows;
      });
      waitingBytes -= content.rows.length;
      for (const { done } of inFlight) done.resolve();
      inFlight = [];
    }
    appending = undefined;
  }

  async function write(batch: Readonly<Record<string, ArrayLike<unknown>>>): Promise<void> {
    refuseStopped();
    while (waitingBytes > MOST_WAITING_BYTES) await appending;
    refuseStopped();
    const safe = encodeRecords(plan, batch, parts.clock()).map((content) => {
      const done = Promise.withResolvers<void>();
      waiting.push({ content, done });
      waitingBytes += content.rows.length;
      return done.promise;
    });
    appending ??= append();
    await Promise.all(safe);
  }

  return {
    table: plan.target.table,
    write: (batch) => write(batch),
    writeRows: (rows) => write(columnsOf(plan, rows)),
    stats: () => ({ table: plan.target.table, ...counts }),
    async drain() {
      phase = 'draining';
      draining.resolve();
      await appending;
    },
    stop() {
      phase = 'stopped';
      for (const { done } of [...inFlight, ...waiting]) done.reject(stopped(plan.target.table));
    },
  };
}

function stopped(table: string): HistorianError {
  return new HistorianError(
    'STOPPED',
    `the historian stopped before the records of ${table} were safe`,
  );
}

function columnsOf(
  { columns }: RecordPlan,
  rows: readonly RecordRow<RecordColumns>[],
): Record<string, unknown[]> {
  const names = Object.keys(columns);
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)]));
}

function countJoined(waiting: readonly Waiting[]): number {
  let bytes = 0;
  let count = 0;
  for (const { content } of waiting) {
    bytes += content.rows.length;
    if (count > 0 && bytes > MOST_BYTES_PER_BLOCK) break;
    count++;
  }
  return count;
}

function join(group: readonly Waiting[]): BlockContent {
  const contents = group.map(({ content }) => content);
  return contents.reduce((joined, content) => ({
    target: joined.target,
    rows: Buffer.concat([joined.rows, content.rows]),
    rowCount: joined.rowCount + content.rowCount,
    firstTimeUs: Math.min(joined.firstTimeUs, content.firstTimeUs),
    lastTimeUs: Math.max(joined.lastTimeUs, content.lastTimeUs),
  }));
}
