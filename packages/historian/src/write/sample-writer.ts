import { once } from 'node:events';
import { connect } from '@varve/db';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { COPY_SAMPLES_SQL } from './copy-rows.ts';

/** A block of rows as COPY takes them. */
export interface EncodedBlock {
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  /** Times of its oldest and newest row, microseconds since 1970. */
  readonly firstTimeUs: number;
  readonly lastTimeUs: number;
}

/** What became of a block. Errors do not cross the border of a thread with their code: outcomes do. */
export type StoreOutcome =
  | { readonly stored: true }
  | {
      readonly stored: false;
      /** SQLSTATE, or the system's code where the connection broke. */
      readonly code: string;
      readonly message: string;
    };

/** Writes blocks over a connection of its own, which it opens again when it broke. */
export interface SampleWriter {
  store(block: EncodedBlock): Promise<StoreOutcome>;
}

const US_PER_DAY = 86_400_000_000;

/** Makes a writer; it connects when the first block comes. */
export function createSampleWriter(connectionString: string): SampleWriter {
  let connection: Client | undefined;
  const knownDays = new Set<number>();
  let last: Promise<unknown> = Promise.resolve();

  const storeNow = async (block: EncodedBlock): Promise<StoreOutcome> => {
    try {
      connection ??= await connect(connectionString, 'writer');
      await ensurePartitions(connection, block, knownDays);
      await copyRows(connection, block.rows);
      return { stored: true };
    } catch (error) {
      const broken = connection;
      connection = undefined;
      knownDays.clear();
      await broken?.end().catch(() => undefined);
      return { stored: false, ...describe(error) };
    }
  };

  return {
    // A connection does one thing at a time.
    store(block) {
      const result = last.then(() => storeNow(block));
      last = result;
      return result;
    },
  };
}

async function ensurePartitions(
  client: Client,
  { firstTimeUs, lastTimeUs }: EncodedBlock,
  knownDays: Set<number>,
): Promise<void> {
  const firstDay = Math.floor(firstTimeUs / US_PER_DAY);
  const lastDay = Math.floor(lastTimeUs / US_PER_DAY);
  if (knownDays.has(firstDay) && knownDays.has(lastDay)) return;
  await client.query(
    'SELECT timeseries.ensure_sample_partitions(to_timestamp($1::float8), to_timestamp($2::float8))',
    [firstTimeUs / 1e6, lastTimeUs / 1e6],
  );
  for (let day = firstDay; day <= lastDay; day++) knownDays.add(day);
}

async function copyRows(client: Client, rows: Uint8Array): Promise<void> {
  const stream = client.query(copyFrom(COPY_SAMPLES_SQL));
  // `finish` comes after the server has said that it is ready again: the rows are committed.
  const finished = once(stream, 'finish');
  stream.end(Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength));
  await finished;
}

function describe(error: unknown): { code: string; message: string } {
  const { code, message, cause } = error as Error & { code?: string; cause?: { code?: string } };
  return { code: cause?.code ?? code ?? 'UNKNOWN', message };
}
