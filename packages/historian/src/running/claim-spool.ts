import { setTimeout as delay } from 'node:timers/promises';
import { connect, limitSilence } from '@varve/db';
import type { Client } from 'pg';
import { HistorianError } from '../historian-error.ts';
import type { HistorianEvent } from '../historian-event.ts';
import { requireSchema } from '../tags/require-schema.ts';

/** Options of `claimSpool`. */
export interface ClaimOptions {
  readonly database: string;
  readonly spoolId: string;
  readonly folder: string;
  readonly onEvent: (event: HistorianEvent) => void;
  /** How long a claim that stands in the way may take to end: it may be one of a machine that has vanished. @default 15000 */
  readonly patienceMs?: number;
}

/** The right to use a spool. */
export interface SpoolClaim extends AsyncDisposable {
  /** Why nothing may be stored: another historian has claimed the spool; undefined where nothing stands in the way. */
  refusal(): HistorianError | undefined;
}

interface Claim {
  readonly client: Client;
  /** Resolves when the connection has ended, in whatever way. */
  readonly ended: Promise<void>;
}

// The database finds out within 11 s that the machine of an earlier claim has vanished: see `KEEPALIVE_SQL`.
const DEFAULT_PATIENCE_MS = 15_000;
const TRY_MS = 500;
const RETRY_MS = 500;
/** A database that does not answer holds up no claim, and no stop. */
const SILENCE_MS = 10_000;
const KEEPALIVE_SQL =
  'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3';

/**
 * Claims a spool in the database for as long as the claim lasts, by a connection of its own.
 *
 * The ledger knows blocks by spool and number. Two historians on copies of one spool would give the same numbers to different blocks, and
 * the ledger would take the blocks of one for stored. The lock on the folder cannot see a copy of the folder; the database can.
 *
 * @throws HistorianError SPOOL_IN_USE when another historian holds the claim, SCHEMA_MISSING; DatabaseError when the database does not answer
 */
export async function claimSpool(options: ClaimOptions): Promise<SpoolClaim> {
  let claim = await openClaim(options, options.patienceMs ?? DEFAULT_PATIENCE_MS);
  if (claim === undefined) throw inUse(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  let refusal: HistorianError | undefined;
  const onShared = (): void => {
    refusal ??= inUse(options);
    options.onEvent({ kind: 'spool-shared', reason: refusal.message });
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) {
      await claim?.ended;
      claim = await claimAgain(options, signal, onShared);
      refusal = undefined;
    }
    // One that was made while it was stopped.
    await claim?.client.end();
  };
  const keeping = keep();
  return {
    refusal: () => refusal,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await claim?.client.end();
      await keeping;
    },
  };
}

/** Claims the spool once more after the connection broke; tells once where another has claimed it meanwhile. */
async function claimAgain(
  options: ClaimOptions,
  signal: AbortSignal,
  onShared: () => void,
): Promise<Claim | undefined> {
  let isTold = false;
  while (!signal.aborted) {
    try {
      const claim = await openClaim(options, 0);
      if (claim !== undefined) return claim;
      if (!isTold) onShared();
      isTold = true;
    } catch {
      // The database is away, which others tell of.
    }
    await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** Connects and takes the lock; undefined where another historian holds it for longer than the patience lasts. */
async function openClaim(
  { database, spoolId }: ClaimOptions,
  patienceMs: number,
): Promise<Claim | undefined> {
  const client = await connect(database, 'claim', { silenceMs: SILENCE_MS });
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  try {
    await requireSchema(client);
    if (await takeLock(client, spoolId, patienceMs)) {
      // It works by itself from here on, and says nothing.
      limitSilence(client, undefined);
      return { client, ended };
    }
    await client.end();
    return undefined;
  } catch (error) {
    await client.end();
    throw error;
  }
}

async function takeLock(client: Client, spoolId: string, patienceMs: number): Promise<boolean> {
  await client.query(KEEPALIVE_SQL);
  const until = performance.now() + patienceMs;
  for (;;) {
    const { rows } = await client.query<{ isMine: boolean }>(
      `SELECT pg_try_advisory_lock(internal.lock_key('spool', $1)) AS "isMine"`,
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
