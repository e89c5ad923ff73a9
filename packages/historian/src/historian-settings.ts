import { join } from 'node:path';
import { HistorianError } from './historian-error.ts';
import { createSystemClock } from './running/clock.ts';
import type { HistorianOptions } from './historian.ts';
import type { SampleStorage } from './segment/sample-encoder.ts';
import type { BlockWriterOptions } from './store/block-writer.ts';

const DEFAULT_DIRECTORY = '.varve';
const DEFAULT_WORKERS = 2;
const DEFAULT_FLUSH_INTERVAL_MS = 500;
const LONGEST_STORE_INTERVAL_MS = 60_000;
const DEFAULT_FUTURE_LIMIT_MS = 300_000;
const DEFAULT_SILENCE_MS = 60_000;
const DEFAULT_QUOTA_BYTES = 4 * 1_024 ** 3;

type Defaulted =
  | 'tenant'
  | 'directory'
  | 'workers'
  | 'flushIntervalMs'
  | 'storeIntervalMs'
  | 'futureLimitMs'
  | 'databaseSilenceMs'
  | 'nowUs'
  | 'onEvent';

/** Options of a historian, complete with the defaults. */
export interface HistorianSettings
  extends Omit<HistorianOptions, Defaulted | 'spool'>, Required<Pick<HistorianOptions, Defaulted>> {
  readonly spool: Required<NonNullable<HistorianOptions['spool']>>;
  /** JSON lines of rows that the database refuses. */
  readonly deadLetterFile: string;
}

/** Fills in the defaults. @throws HistorianError SETTING_INVALID with what was expected and what came */
export function withDefaults(options: HistorianOptions): HistorianSettings {
  refuseStoreInterval(options.storeIntervalMs);
  return {
    tenant: 'default',
    directory: DEFAULT_DIRECTORY,
    workers: DEFAULT_WORKERS,
    flushIntervalMs: DEFAULT_FLUSH_INTERVAL_MS,
    storeIntervalMs: 0,
    futureLimitMs: DEFAULT_FUTURE_LIMIT_MS,
    databaseSilenceMs: DEFAULT_SILENCE_MS,
    nowUs: createSystemClock(),
    onEvent: () => undefined,
    ...options,
    deadLetterFile: join(options.directory ?? DEFAULT_DIRECTORY, 'dead-letter.jsonl'),
    spool: { quotaBytes: DEFAULT_QUOTA_BYTES, whenFull: 'block', ...options.spool },
  };
}

function refuseStoreInterval(storeIntervalMs: number | undefined): void {
  if (storeIntervalMs === undefined) return;
  if (storeIntervalMs >= 0 && storeIntervalMs <= LONGEST_STORE_INTERVAL_MS) return;
  throw new HistorianError(
    'SETTING_INVALID',
    `expected a storeIntervalMs from 0 to ${LONGEST_STORE_INTERVAL_MS}, got ${storeIntervalMs}`,
  );
}

/** Gives the folder of the spool, below that of the historian. */
export function spoolFolderOf(directory: string): string {
  return join(directory, 'spool');
}

/** Gives the options of the writers into the database. */
export function writerOptions(
  { database, deadLetterFile, databaseSilenceMs }: HistorianSettings,
  storage: SampleStorage,
  spoolId: string,
): BlockWriterOptions {
  return {
    connectionString: database,
    storage,
    deadLetterFile,
    spoolId,
    silenceMs: databaseSilenceMs,
  };
}
