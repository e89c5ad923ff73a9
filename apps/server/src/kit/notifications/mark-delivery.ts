import type { Pool } from 'pg';
import { ServerError } from '../server-error.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';

/** Attempts after the first. */
const MAX_RETRIES = 12;
const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 6 * 3_600_000;
const MAX_ERROR_LENGTH = 1_000;

/** Finds the pause before a retry, by its number from 1 to 12: from 10 s to 6 h, each about twice the one before; undefined after the last. */
export function retryDelayMs(retry: number): number | undefined {
  if (retry > MAX_RETRIES) return undefined;
  return Math.round(
    FIRST_RETRY_MS * (LAST_RETRY_MS / FIRST_RETRY_MS) ** ((retry - 1) / (MAX_RETRIES - 1)),
  );
}

/** Whether another attempt would fail too: an address that nothing is sent to stays one until somebody changes a setting. */
function isFinal(failure: Error): boolean {
  return (
    failure instanceof UndeliverableError ||
    (failure instanceof ServerError && failure.code === 'ADDRESS_REFUSED')
  );
}

/** A delivery that no further attempt would bring to its recipient. */
export class UndeliverableError extends Error {
  override readonly name = 'UndeliverableError';
}

/**
 * Writes what came of an attempt: that the delivery has arrived, or why not and when the next attempt is. An attempt that another server has
 * taken for abandoned writes nothing.
 */
export async function markDelivery(
  pool: Pool,
  { id, attempts }: ClaimedDelivery,
  failure: Error | undefined,
): Promise<void> {
  if (failure === undefined) {
    await pool.query(
      `UPDATE deliveries SET state = 'sent', sent_at = clock_timestamp(), last_error = NULL
       WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
      [id, attempts],
    );
    return;
  }
  const delayMs = isFinal(failure) ? undefined : retryDelayMs(attempts);
  await pool.query(
    `UPDATE deliveries SET state = $3, last_error = $4, next_attempt_at = clock_timestamp() + $5 * interval '1 millisecond'
     WHERE id = $1 AND attempts = $2 AND state = 'sending'`,
    [
      id,
      attempts,
      delayMs === undefined ? 'dead' : 'failed',
      failure.message.slice(0, MAX_ERROR_LENGTH).toWellFormed().replaceAll('\0', '\uFFFD'),
      delayMs ?? 0,
    ],
  );
}
