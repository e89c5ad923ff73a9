import { spoolFolderOf, type HistorianSettings } from '../historian-settings.ts';
import type { Prepared } from '../resume/prepare-database.ts';
import type { Backlog } from '../sink/backlog.ts';
import { createPostgresSink } from '../sink/create-postgres-sink.ts';
import { openOutbox, type OpenOutbox } from '../sink/open-outbox.ts';
import { checkSinks } from '../sink/sink-definition.ts';
import type { BlockWriterOptions } from '../store/block-writer.ts';
import type { WorkerPool } from '../worker/worker-pool.ts';
import type { OwnSpool } from './open-own-spool.ts';

/** Parts of a historian that its sinks work with. */
interface SinkParts extends Pick<Prepared, 'lacking' | 'labels'> {
  readonly writing: BlockWriterOptions;
  readonly backlog: Backlog;
  /** The threads at the time. */
  readonly pool: () => WorkerPool;
}

/** Sends the database the blocks that it lacks; other sinks resume at their cursors. */
export function openSinks(
  settings: HistorianSettings,
  { refusal, ...opened }: OwnSpool,
  { lacking, labels, writing, backlog, pool }: SinkParts,
): Promise<OpenOutbox> {
  const { workers, directory, storeIntervalMs, sinks = [] } = settings;
  const isPressed = (): boolean => opened.spool.isFilling();
  const pace = storeIntervalMs === 0 ? undefined : { intervalMs: storeIntervalMs, isPressed };
  return openOutbox({
    ...settings,
    ...opened,
    spoolFolder: spoolFolderOf(directory),
    postgres: createPostgresSink({ pool, workers, pace, backlog, refusal, ...writing }),
    lackedByPostgres: lacking,
    definitions: checkSinks(sinks),
    labels,
    backlog,
  });
}
