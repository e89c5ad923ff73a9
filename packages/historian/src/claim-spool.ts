import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@varve/db';
import type { Client } from 'pg';
import { HistorianError } from './historian-error.ts';
import type { HistorianEvent } from './historian-event.ts';

/** Options of `claimSpool`. */
export interface ClaimOptions {
  readonly database: string;
  readonly spoolId: string;
  readonly folder: string;
  readonly onEvent: (event: HistorianEvent) => void;
}

// The database finds out within 11 s that the machine of an earlier claim has vanished: see `KEEPALIVE_SQL`.
const PATIENCE_MS = 15_000;
const TRY_MS = 500;
const RETRY_MS = 5_000;
const KEEPALIVE_SQL =
  'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3';

/**
 * Claims a spool in the database for as long as the claim lasts, by a connection of its own.
 *
 * The ledger knows blocks by spool and number. Two historians on copies of one spool would give the same numbers to different blocks, and
 * the ledger would take the blocks of one for stored. The lock on the folder cannot see a copy of the folder; the database can.
 *
 * @throws HistorianError SPOOL_IN_USE when another historian holds the claim; DatabaseError when the database does not answer
 */
export async function claimSpool(options: ClaimOptions): Promise<AsyncDisposable> {
  let client = await connect(options.database, 'claim');
  try {
    if (!(await claimWithin(client, options.spoolId, PATIENCE_MS))) throw inUse(options);
  } catch (error) {
    await client.end();
    throw error;
  }
  const stopping = new AbortController();
  const { signal } = stopping;
  const keep = async (): Promise<void> => {
    for (;;) {
      await once(client, 'end', { signal });
      client = await claimAgain(options, signal);
    }
  };
  const keeping = keep().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await keeping;
      await client.end();
    },
  };
}

/** Claims the spool once more after the connection broke; tells once where another has claimed it meanwhile. */
async function claimAgain(options: ClaimOptions, signal: AbortSignal): Promise<Client> {
  let isTold = false;
  for (;;) {
    signal.throwIfAborted();
    const client = await connect(options.database, 'claim').catch(() => undefined);
    const isClaimed =
      client !== undefined && (await claimWithin(client, options.spoolId, 0).catch(() => false));
    if (isClaimed) return client;
    if (client !== undefined && !isTold) {
      options.onEvent({ kind: 'spool-shared', reason: inUse(options).message });
      isTold = true;
    }
    await client?.end();
    await delay(RETRY_MS, undefined, { signal });
  }
}

async function claimWithin(client: Client, spoolId: string, patienceMs: number): Promise<boolean> {
  await client.query(KEEPALIVE_SQL);
  const until = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ isMine: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('spool ' || $1, 0)) AS "isMine"`,
      [spoolId],
    );
    if (rows[0]!.isMine) return true;
    if (performance.now() >= until) return false;
    await delay(TRY_MS);
  }
}

function inUse({ folder, spoolId }: ClaimOptions): HistorianError {
  return new HistorianError(
    'SPOOL_IN_USE',
    `another historian on this database uses the spool ${spoolId} of ${folder}: stop it, or, where the folder is a copy, give this one a folder of its own`,
  );
}
