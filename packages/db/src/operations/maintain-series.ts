import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** An action of maintenance for a series. A table that was in use is tried again by the next one. */
export interface MaintenanceAction {
  readonly action:
    | 'partitions made'
    | 'rollup refreshed'
    | 'rollup rows dropped'
    | 'chunk dropped'
    | 'chunk in use'
    | 'table in use'
    | 'chunk interval set'
    | 'compression enabled'
    | 'compression policy set'
    | 'retention policy set';
  readonly relation: string;
  readonly rowCount: number | null;
}

/**
 * Does what is due for samples and record series: partitions ahead, rollups, removal of what is too old, months of the audit log.
 *
 * Meant to be called every minute or so, by one process; each series is a transaction of its own.
 */
export async function maintainSeries(database: ClientBase | Pool): Promise<MaintenanceAction[]> {
  await database.query(
    "SELECT internal.ensure_audit_partitions(now(), now() + interval '2 months')",
  );
  const series = await rowsOf<{ name: string }>(
    database,
    'SELECT series AS name FROM timeseries.record_series ORDER BY 1',
  );
  const done = await rowsOf<MaintenanceAction>(
    database,
    'SELECT action, relation, row_count::float8 AS "rowCount" FROM timeseries.maintain_samples()',
  );
  for (const { name } of series) {
    const actions = await rowsOf<MaintenanceAction>(
      database,
      'SELECT action, relation, row_count::float8 AS "rowCount" FROM timeseries.maintain($1)',
      [name],
    );
    done.push(...actions);
  }
  return done;
}
