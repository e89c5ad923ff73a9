import { httpStore } from './http-store.ts';
import { findPeers } from './peer.ts';
import type { SampleStore } from './sample-store.ts';

/** Help of `--peers`. */
export const PEERS_HELP =
  'InfluxDB and VictoriaMetrics too, where they are installed, and DuckDB and Parquet';

/** All stores that can be had here; for the others a line on stderr says what is missing. */
export async function findStores(): Promise<SampleStore[]> {
  const peers = await findPeers();
  return [...peers.map(httpStore), ...(await findDuckdbStores())];
}

/** Loaded on demand: it is a library of 70 MB, which no other bench needs. */
async function findDuckdbStores(): Promise<readonly SampleStore[]> {
  try {
    const { duckdbStores } = await import('./duckdb-stores.ts');
    return duckdbStores();
  } catch (error) {
    process.stderr.write(`duckdb and parquet are left out: ${(error as Error).message}\n`);
    return [];
  }
}
