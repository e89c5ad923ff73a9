import { connect, maintainSeries } from '@varve/db';
import type { Client } from 'pg';
import type { HistorianEvent } from '../historian-event.ts';
import { createSealing, type Sealing } from '../seal/sealing.ts';
import { failureOf } from '../store/failure-of.ts';
import type { Spool } from '../spool/spool.ts';
import { MAINTENANCE_SILENCE_MS } from '../seal/seal-history.ts';

/** Options of `startMaintenance`. */
export interface MaintenanceParts {
  readonly connectionString: string;
  readonly spool: Spool;
  readonly nowUs: () => number;
  readonly onEvent: (event: HistorianEvent) => void;
}

const ROUND_MS = 60_000;
/** Work that was kept back is due again in the next round. */
const SERIES_MS = 5 * 60_000;
// One historian at a time maintains a database that several share.
const LOCK_SQL = `SELECT pg_try_advisory_lock(internal.lock_key('maintenance')) AS "isMine"`;
const LOCK_NOT_AVAILABLE = '55P03';
const FORGET_SQL = `
  DELETE FROM timeseries.ingest_ledger WHERE spool_id = $1 AND block_no < $2 AND block_no IS DISTINCT FROM (
    SELECT max(block_no) FROM timeseries.ingest_ledger WHERE spool_id = $1 AND stored_until IS NOT NULL)`;

/**
 * Keeps the database in shape, at once and then every few minutes, over a connection for the moment: partitions ahead of time,
 * retention, rollups, segments of rows that have cooled, and a ledger without the blocks that are no longer on disk.
 *
 * @returns ends it, in the middle of a statement too
 */
export function startMaintenance({
  connectionString,
  spool,
  nowUs,
  onEvent,
}: MaintenanceParts): () => Promise<void> {
  const forgetBlocks = createLedgerCleanup(spool);
  const sealing = createSealing(connectionString, nowUs);
  const startedAtMs = performance.now();
  let seriesDueAtMs = 0;
  let isBusy = false;
  let isStopped = false;
  let client: Client | undefined;

  const round = async (): Promise<void> => {
    const isDue = performance.now() >= seriesDueAtMs;
    if (!isDue && !forgetBlocks.isDue()) return;
    client = await connect(connectionString, 'maintenance', {
      silenceMs: MAINTENANCE_SILENCE_MS,
    });
    try {
      await forgetBlocks.run(client);
      if (!isDue) return;
      // Not at the start, when there is enough to do: what has cooled can wait for a minute.
      const seal = performance.now() - startedAtMs >= ROUND_MS ? sealing : undefined;
      const isDone = isStopped || (await keepSeries(client, seal));
      seriesDueAtMs = performance.now() + (isDone ? SERIES_MS : 0);
    } finally {
      await client.end();
    }
  };
  const run = async (): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      await round();
    } catch (error) {
      if (!isStopped) onEvent({ kind: 'maintenance-failed', ...failureOf(error) });
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void run(), ROUND_MS);
  timer.unref();
  void run();
  return async () => {
    clearInterval(timer);
    isStopped = true;
    await Promise.all([client?.end(), sealing[Symbol.asyncDispose]()]);
  };
}

/**
 * @returns whether nothing is left to be done
 * @throws Error 55P03 when something was in use: it is to be tried again
 */
async function keepSeries(client: Client, sealing: Sealing | undefined): Promise<boolean> {
  const { rows } = await client.query<{ isMine: boolean }>(LOCK_SQL);
  // Another historian is at it. The lock goes with the connection.
  if (!rows[0]!.isMine) return true;
  const done = await maintainSeries(client);
  const isSealed = sealing !== undefined && (await sealRows(client, sealing));
  const inUse = done.filter(({ action }) => action.endsWith('in use'));
  if (inUse.length === 0) return isSealed;
  const names = inUse.map(({ relation }) => relation).join(', ');
  throw Object.assign(new Error(`in use, and tried again: ${names}`), { code: LOCK_NOT_AVAILABLE });
}

/** @returns whether everything that has cooled is sealed */
async function sealRows(client: Client, sealing: Sealing): Promise<boolean> {
  const { rows } = await client.query<{ isOn: boolean }>(
    'SELECT timeseries.seal_limit() IS NOT NULL AS "isOn"',
  );
  if (!rows[0]!.isOn) return true;
  const outcome = await sealing.round();
  if (outcome.done) return outcome.isComplete;
  throw Object.assign(new Error(`sealing: ${outcome.message}`), { code: outcome.code });
}

/**
 * Takes entries out of the ledger whose blocks are no longer on disk: nothing can ask for them again. The newest that says until when everything
 * is stored stays.
 */
function createLedgerCleanup(spool: Spool) {
  let forgottenTo = 0;
  return {
    isDue: () => spool.lowestBlockNo() > forgottenTo,
    async run(client: Client): Promise<void> {
      const lowest = spool.lowestBlockNo();
      if (lowest <= forgottenTo) return;
      // A file that came back after a loss of power would be stored again: first it must be gone for good.
      await spool.syncRemovals();
      await client.query(FORGET_SQL, [spool.id, lowest]);
      forgottenTo = lowest;
    },
  };
}
