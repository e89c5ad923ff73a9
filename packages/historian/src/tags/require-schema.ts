import type { Client } from 'pg';
import { HistorianError } from '../historian-error.ts';

/** Refuses a database without Varve's schema. @throws HistorianError SCHEMA_MISSING with the way out */
export async function requireSchema(client: Client): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    `SELECT to_regclass('timeseries.segments') IS NOT NULL AS present`,
  );
  if (rows[0]!.present) return;
  throw new HistorianError(
    'SCHEMA_MISSING',
    'this database has no timeseries.segments: apply the migrations first (varve migrate, or migrate() of @varve/db)',
  );
}
