import type { ClientBase, Pool } from 'pg';
import { rowsOf } from './rows-of.ts';

/** A policy of a series or rollup, and who keeps it. */
export interface SeriesPolicy {
  readonly relation: string;
  readonly policy: 'partitions' | 'compression' | 'sealing' | 'retention' | 'rollup';
  readonly settingS: number;
  readonly keptBy: string;
}

/** Lists what is promised for series and rollups, and whether TimescaleDB or Varve keeps it. */
export async function seriesPolicies(database: ClientBase | Pool): Promise<SeriesPolicy[]> {
  return rowsOf<SeriesPolicy>(
    database,
    `SELECT relation, policy, extract(epoch FROM setting)::float8 AS "settingS", kept_by AS "keptBy" FROM timeseries.policies ORDER BY 1, 2`,
  );
}
