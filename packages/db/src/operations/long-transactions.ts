import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** A transaction that is open. */
export interface LongTransaction {
  readonly processId: number;
  readonly application: string;
  readonly role: string;
  readonly state: string | null;
  readonly startedAt: Date;
  readonly ageS: number;
  /** Processes that it waits for. */
  readonly blockedBy: readonly number[];
  readonly query: string;
}

/** Lists transactions that have been open for longer than some seconds, oldest first. */
export async function longTransactions(
  database: ClientBase | Pool,
  minAgeS = 60,
): Promise<LongTransaction[]> {
  return rowsOf<LongTransaction>(
    database,
    `SELECT process_id AS "processId", application_name AS application, role_name AS role, state, started_at AS "startedAt", age_s AS "ageS",
            blocked_by AS "blockedBy", query FROM internal.long_transactions WHERE age_s >= $1 ORDER BY age_s DESC`,
    [minAgeS],
  );
}
