import { connect } from '@varve/db';
import type { Spool } from '../spool/spool.ts';

const INTERVAL_MS = 60_000;

/**
 * Takes entries out of the ledger whose blocks are no longer on disk: nothing can ask for them again.
 *
 * @returns ends it
 */
export function startLedgerCleanup(connectionString: string, spool: Spool): () => void {
  let forgottenTo = 0;
  const cleanUp = async (): Promise<void> => {
    const lowest = spool.lowestBlockNo();
    if (lowest <= forgottenTo) return;
    // A file that came back after a loss of power would be stored again: first it must be gone for good.
    await spool.syncRemovals();
    const client = await connect(connectionString, 'ledger');
    try {
      await client.query(
        'DELETE FROM timeseries.ingest_ledger WHERE spool_id = $1 AND block_no < $2',
        [spool.id, lowest],
      );
      forgottenTo = lowest;
    } finally {
      await client.end();
    }
  };
  const timer = setInterval(() => {
    // A database that does not answer is told by the writers; the next round does what this one could not.
    cleanUp().catch(() => undefined);
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}
