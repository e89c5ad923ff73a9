import { appendFile } from 'node:fs/promises';
import type { Client } from 'pg';
import type { SampleStorage } from '../segment/sample-encoder.ts';
import { US_PER_DAY } from '../segment/segments-target.ts';
import {
  SAMPLES_SERIES,
  type BlockPart,
  type BlockTarget,
  type NumberedBlock,
} from '../spool/block.ts';
import { createCatchUp, type CatchUp } from './catch-up.ts';
import { copyIn } from '../copy/copy-in.ts';
import { tupleOffsets, tupleTimeUs } from '../copy/tuple-offsets.ts';
import { canCompressCopies, COMPRESS_COPIES, isWorthCompressing } from './compress-copies.ts';
import { noteLateRecords } from './note-late-records.ts';
import { ensureSeriesPartitions } from './ensure-series-partitions.ts';
import { openWriterConnection, whileHeard } from './writer-connection.ts';
import { countRefused, tagIdOf, type RefusedTags } from './refused-tags.ts';

/** What became of blocks. Errors do not cross the border of a thread with their code: outcomes do. */
export type StoreOutcome =
  | {
      readonly stored: true;
      /** Rows that the database refused for good, and why the last of them. */
      readonly refused: RefusedRows | undefined;
    }
  | {
      readonly stored: false;
      /** SQLSTATE, or the system's code where the connection broke. */
      readonly code: string;
      readonly message: string;
    };

/** Rows that went to the dead-letter file. */
export interface RefusedRows {
  readonly rowCount: number;
  /** Of which blocks and tags, where the sink says so. */
  readonly byBlock?: ReadonlyMap<number, RefusedTags>;
  readonly code: string;
  readonly message: string;
}

/** Writes blocks over connections of its own, which it opens again when they broke. */
export interface BlockWriter {
  /** Stores blocks of one series in one transaction with their entries in the ledger; those that the ledger has are skipped. */
  store(blocks: readonly NumberedBlock[]): Promise<StoreOutcome>;
  /** Ends the connections, those at work too: what they were at is not stored. */
  close(): Promise<void>;
}

/** What a writer is made with. */
export interface BlockWriterOptions {
  readonly connectionString: string;
  readonly storage: SampleStorage;
  readonly spoolId: string;
  /** JSON lines of rows that the database refuses. */
  readonly deadLetterFile: string;
  /** Time without a sign of the database, after which a connection is given up, in milliseconds. */
  readonly silenceMs: number;
}

const CHECK_VIOLATION = '23514';

/** Partitions that are there: of samples by days since 1970, of other series by name and day. */
interface KnownPartitions {
  readonly knownDays: Set<number>;
  readonly knownSpans: Set<string>;
}

/** A connection, and what was found out about the engine behind it. */
interface Connection {
  readonly client: Client;
  readonly canCompressCopies: boolean;
}

/** Makes a writer. It opens a connection for each call that is under way at once, and keeps it for the next. */
export function createBlockWriter(options: BlockWriterOptions): BlockWriter {
  const idle: Connection[] = [];
  const catchUp = createCatchUp(options.storage);
  const clients = new Set<Client>();
  const known: KnownPartitions = { knownDays: new Set(), knownSpans: new Set() };
  return {
    async store(blocks) {
      let client: Client | undefined;
      try {
        const connection = idle.pop();
        client = connection?.client ?? (await openWriterConnection(options.connectionString));
        clients.add(client);
        const opened = client;
        const { open, refused } = await whileHeard(opened, options.silenceMs, async () => {
          const open = connection ?? {
            client: opened,
            canCompressCopies: await canCompressCopies(opened),
          };
          await ensurePartitions(opened, blocks, known);
          return { open, refused: await storeBlocks(open, blocks, catchUp, options) };
        });
        idle.push(open);
        return { stored: true, refused };
      } catch (error) {
        known.knownDays.clear();
        known.knownSpans.clear();
        if (client !== undefined) clients.delete(client);
        void client?.end().catch(() => undefined);
        return { stored: false, ...describe(error) };
      }
    },
    async close() {
      await Promise.all(Array.from(clients, (client) => client.end().catch(() => undefined)));
    },
  };
}

async function ensurePartitions(
  client: Client,
  blocks: readonly NumberedBlock[],
  { knownDays, knownSpans }: KnownPartitions,
): Promise<void> {
  for (const block of blocks) {
    if (block.series !== SAMPLES_SERIES) {
      await ensureSeriesPartitions(client, tableOf(block), daysOf(block), knownSpans);
      continue;
    }
    for (const day of daysOf(block)) {
      if (knownDays.has(day)) continue;
      const startS = (day * US_PER_DAY) / 1e6;
      // Partitions may be shorter than a day.
      await client.query(
        `SELECT timeseries.ensure_sample_partitions(to_timestamp($1::float8), to_timestamp($1::float8) + interval '1 day' - interval '1 us')`,
        [startS],
      );
      knownDays.add(day);
    }
  }
}

/** Days since 1970 that a block has samples of: nearly always one or two, and a device that has lost its clock may add 1970. */
function daysOf({ parts, firstTimeUs, lastTimeUs }: NumberedBlock): Iterable<number> {
  const firstDay = Math.floor(firstTimeUs / US_PER_DAY);
  const lastDay = Math.floor(lastTimeUs / US_PER_DAY);
  if (lastDay - firstDay <= 1) return [firstDay, lastDay];
  const days = new Set<number>();
  for (const part of parts) {
    const { buffer, byteOffset, byteLength } = part.tuples;
    const view = new DataView(buffer, byteOffset, byteLength);
    for (const at of tupleOffsets(part).subarray(0, part.tupleCount)) {
      days.add(Math.floor(tupleTimeUs(view, at) / US_PER_DAY));
    }
  }
  return days;
}

async function storeBlocks(
  { client, canCompressCopies }: Connection,
  blocks: readonly NumberedBlock[],
  catchUp: CatchUp,
  options: BlockWriterOptions,
): Promise<RefusedRows | undefined> {
  const fresh = await beginWithLedger(client, blocks, options.spoolId);
  const parts = catchUp.join(fresh);
  if (canCompressCopies && isWorthCompressing(parts)) await client.query(COMPRESS_COPIES);
  let refused: RefusedRows | undefined;
  try {
    await copyParts(client, parts);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await client.query('ROLLBACK');
    const again = await beginWithLedger(client, blocks, options.spoolId);
    refused = await isolateRefused(client, again, catchUp, options.deadLetterFile);
  }
  await noteLate(client, fresh);
  await client.query('COMMIT');
  return refused;
}

/** One COPY for each table. */
async function copyParts(client: Client, parts: readonly BlockPart[]): Promise<void> {
  for (const ofTable of Map.groupBy(parts, ({ target }) => target.table).values()) {
    await copyIn(
      client,
      ofTable[0]!.target,
      ofTable.map(({ tuples }) => tuples),
    );
  }
}

/** Of a block that is not of samples: those are of one table. */
function tableOf({ parts }: NumberedBlock): string {
  return parts[0]!.target.table;
}

async function noteLate(client: Client, blocks: readonly NumberedBlock[]): Promise<void> {
  const first = blocks[0];
  if (first === undefined || first.series === SAMPLES_SERIES) return;
  const days = new Set(blocks.flatMap((block) => [...daysOf(block)]));
  await noteLateRecords(client, tableOf(first), days);
}

/** Begins the transaction, and says which blocks are not stored yet: a commit whose answer was lost is found here. */
async function beginWithLedger(
  client: Client,
  blocks: readonly NumberedBlock[],
  spoolId: string,
): Promise<NumberedBlock[]> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ block_no: string }>(
    `INSERT INTO timeseries.ingest_ledger (spool_id, block_no, row_count)
     SELECT $1, * FROM unnest($2::bigint[], $3::int[])
     ON CONFLICT DO NOTHING RETURNING block_no`,
    [spoolId, blocks.map(({ blockNo }) => blockNo), blocks.map(({ rowCount }) => rowCount)],
  );
  const fresh = new Set(rows.map(({ block_no }) => Number(block_no)));
  return blocks.filter(({ blockNo }) => fresh.has(blockNo));
}

/**
 * Data that no retry makes right: SQLSTATE classes 22 (data exception) and 23 (integrity). A row without a partition is told
 * as a violated check, but one of no name: its partition was dropped since it was looked for, and the retry makes it again.
 */
function isRefusal(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === CHECK_VIOLATION && constraint === undefined) return false;
  return code !== undefined && /^2[23]/.test(code);
}

/** Stores all rows but those that the database refuses, found by halving: of a segment too, whose samples become rows. */
async function isolateRefused(
  client: Client,
  blocks: readonly NumberedBlock[],
  catchUp: CatchUp,
  deadLetterFile: string,
): Promise<RefusedRows | undefined> {
  let refused: RefusedRows | undefined;
  const byBlock = new Map<number, Map<number, number>>();
  for (const block of blocks) {
    for (const part of catchUp.asRows(block)) {
      const offsets = tupleOffsets(part);
      const ranges: [number, number][] = [[0, part.tupleCount]];
      for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
        const [from, to] = range;
        const tuples = part.tuples.subarray(offsets[from], offsets[to]);
        const error = await tryTuples(client, part.target, tuples);
        if (error === undefined) continue;
        if (to - from > 1) {
          const middle = (from + to) >> 1;
          ranges.push([middle, to], [from, middle]);
          continue;
        }
        // On disk before the commit: a row is in one place or the other, never in none.
        await writeDeadLetter(deadLetterFile, { ...part, tuples }, block.blockNo, error);
        countRefused(byBlock, block.blockNo, tagIdOf(part.target, tuples));
        refused = { rowCount: (refused?.rowCount ?? 0) + 1, byBlock, ...error };
      }
    }
  }
  return refused;
}

async function tryTuples(
  client: Client,
  target: BlockTarget,
  tuples: Uint8Array,
): Promise<{ code: string; message: string } | undefined> {
  await client.query('SAVEPOINT part');
  try {
    await copyIn(client, target, [tuples]);
    await client.query('RELEASE SAVEPOINT part');
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // Rolled back to, a savepoint is still there: thousands of refused rows would lie in one another.
    await client.query('ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part');
    return describe(error);
  }
}

async function writeDeadLetter(
  file: string,
  { target, tuples }: BlockPart,
  blockNo: number,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  const letter = {
    time: new Date().toISOString(),
    table: target.table,
    columns: target.columns,
    blockNo,
    code,
    message,
    // As COPY's binary format has it.
    tuple: Buffer.from(tuples).toString('base64'),
  };
  await appendFile(file, `${JSON.stringify(letter)}\n`, { flush: true });
}

function describe(error: unknown): { code: string; message: string } {
  const { code, message, cause } = error as Error & { code?: string; cause?: { code?: string } };
  return { code: cause?.code ?? code ?? 'UNKNOWN', message };
}
