import { join } from 'node:path';
import { createHistorian, type Historian, type SampleStorage } from '@varve/historian';
import type { DriverHost, SourceDefinition } from '@varve/protocols';
import type { BenchDatabase } from '../open-bench-database.ts';

/** A historian whose devices are played by a bench. */
export interface FedHistorian extends AsyncDisposable {
  readonly historian: Historian;
  /** Host of each source, by its position. */
  readonly hosts: readonly DriverHost[];
  /** Rows committed since the start. */
  stored(): number;
}

/** Options of `startFedHistorian`. */
export interface FedOptions {
  readonly sources: readonly SourceDefinition[];
  readonly workers: number;
  /** Folder below the bench's own. @default 'historian' */
  readonly folder?: string;
  /** @default the historian's own */
  readonly flushIntervalMs?: number;
  /** @default the historian's own */
  readonly storeIntervalMs?: number;
  /** @default the historian's own */
  readonly storage?: SampleStorage;
  /** Microseconds since 1970. @default the system's clock */
  readonly nowUs?: () => number;
}

/** Starts a historian on sources without devices. */
export async function startFedHistorian(
  database: BenchDatabase,
  { folder = 'historian', ...options }: FedOptions,
): Promise<FedHistorian> {
  const hosts: DriverHost[] = [];
  const historian = await createHistorian({
    ...options,
    database: database.connectionString,
    directory: join(database.directory, folder),
    startDriver(_source, _plans, host) {
      hosts.push(host);
      return { stop: () => Promise.resolve() };
    },
  });
  return {
    historian,
    hosts,
    stored: () => historian.stats().sources.reduce((sum, { counters }) => sum + counters.stored, 0),
    [Symbol.asyncDispose]: () => historian.stop(),
  };
}
