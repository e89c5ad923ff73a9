import type { JobContext } from './job.ts';

/** Rows that a job removes. All three parts are of the code, and none of a user. */
export interface OldRows {
  readonly table: string;
  readonly condition: string;
  /** For people: `deliveries`. */
  readonly rowsName: string;
}

const ROWS_AT_ONCE = 1_000;

/** Removes the rows of a tenant that are old enough, some at a time, so that none is locked for long. @returns a line for people */
export async function removeOldRows(
  context: JobContext,
  { table, condition, rowsName }: OldRows,
): Promise<string> {
  let removed = 0;
  for (;;) {
    context.signal.throwIfAborted();
    const { rowCount } = await context.transaction(({ $client }) =>
      $client.query(
        `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE ${condition} LIMIT ${ROWS_AT_ONCE})`,
      ),
    );
    removed += rowCount ?? 0;
    const message = `${removed} ${rowsName} removed`;
    if ((rowCount ?? 0) < ROWS_AT_ONCE) return message;
    // How many are left is not counted.
    context.report(0.5, message);
  }
}
