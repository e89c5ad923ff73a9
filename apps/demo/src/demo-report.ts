import { connect, engineLabel } from '@varve/db';
import type { Historian, SourceCounters } from '@varve/historian';
import { isOwnSource, OWN_SOURCE } from '@varve/server/own-source';

/** Report of a bounded run of the demo. */
export interface DemoReport {
  readonly engine: string;
  readonly sources: Readonly<Record<string, Omit<SourceCounters, 'droppedFrames'>>>;
  /** Samples that were accepted and are neither filtered out nor in the database, and frames that were dropped. */
  readonly lost: number;
  /** Rows of this run that are in the database more than once. */
  readonly duplicates: number;
  /** Rows that this run added, counted by SQL. */
  readonly rowsInDatabase: number;
  /** From the arrival of a frame to its committed rows. */
  readonly p95LatencyMs: number | null;
}

/** Rows from a time on, as the database counts them. */
interface RowCount {
  readonly rows: number;
  readonly duplicates: number;
}

/** Counts the rows of the plant from a time on, and those that are there more than once. */
export async function countRows(database: string, since: Date): Promise<RowCount> {
  const client = await connect(database, 'count');
  try {
    const { rows } = await client.query<RowCount>(
      `SELECT coalesce(sum(n), 0)::float8 AS rows, coalesce(sum(n - 1), 0)::float8 AS duplicates
       FROM (SELECT count(*) AS n FROM timeseries.samples
             WHERE time >= $1 AND tag_id NOT IN (
               SELECT t.id FROM timeseries.tags t JOIN timeseries.sources s ON s.id = t.source_id
               WHERE s.name = $2 OR s.name LIKE $2 || '-%')
             GROUP BY tag_id, time, value, status) AS distinct_rows`,
      // Varve's own figures are no samples of the plant.
      [since, OWN_SOURCE],
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}

/** Puts the counters of a stopped historian beside what the database says. */
export function demoReport(historian: Historian, before: RowCount, after: RowCount): DemoReport {
  const { sources: all, latencyMs } = historian.stats();
  const sources = all.filter(({ definition }) => !isOwnSource(definition.name));
  const counters = sources.map((source) => source.counters);
  const sum = (column: keyof SourceCounters): number =>
    counters.reduce((total, counter) => total + counter[column], 0);
  const rowsInDatabase = after.rows - before.rows;
  const unstored = sum('accepted') - sum('filtered') - sum('stored');
  const missing = Math.max(0, sum('stored') - rowsInDatabase);
  return {
    engine: engineLabel(historian.engine),
    sources: Object.fromEntries(
      sources.map(({ definition, counters: { droppedFrames: _dropped, ...counter } }) => [
        definition.name,
        counter,
      ]),
    ),
    lost: unstored + missing + sum('droppedFrames'),
    duplicates: after.duplicates - before.duplicates,
    rowsInDatabase,
    p95LatencyMs: latencyMs === undefined ? null : Math.round(latencyMs.p95),
  };
}
