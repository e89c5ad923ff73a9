import { lockFolder } from '@varve/folder-lock';
import { decodeParts } from '../segment/decode-parts.ts';
import { SAMPLES_SERIES, type NumberedBlock } from '../spool/block.ts';
import type { StoreOutcome } from '../write/block-writer.ts';
import { CsvFileSeries } from './csv-file-series.ts';
import { encodeCsvRows } from './csv-rows.ts';
import type { Sink, SinkHost } from './sink.ts';
import type { CsvSinkDefinition } from './sink-definition.ts';
import { failureOf } from './store-failure.ts';
import type { TagLabels } from './tag-labels.ts';

const DEFAULT_PATTERN = 'samples_{date}_{time}_{sequence}.csv';
const DEFAULT_ROTATE_BYTES = 64 * 1_048_576;
const DEFAULT_ROTATE_MS = 3_600_000;
// The event loop is let go on between two writes.
const ROWS_PER_WRITE = 5_000;

/**
 * Writes samples to CSV files, at least once: what was written within the last second before a kill is written again
 * by the next run, into the next file. A file that is being written ends in `.part`.
 *
 * @throws FolderLockError FOLDER_IN_USE when another sink writes into the folder; Error when it cannot be made
 */
export async function createCsvSink(
  definition: CsvSinkDefinition & { readonly name: string },
  { labels, nowUs, onEvent }: SinkHost,
): Promise<Sink> {
  const { name, folder, pattern = DEFAULT_PATTERN } = definition;
  const { rotateBytes = DEFAULT_ROTATE_BYTES, rotateMs = DEFAULT_ROTATE_MS } = definition;
  const inTurn = createTurns();
  let isClosed = false;

  async function finish(): Promise<void> {
    try {
      await files.finish();
    } catch (error) {
      onEvent({ kind: 'store-failed', sink: name, ...failureOf(error), rowCount: 0 });
    }
  }

  await using started = new AsyncDisposableStack();
  const lock = started.use(await lockFolder(folder));
  const onOld = (): void => void inTurn(finish);
  const files = await CsvFileSeries.open({ folder, pattern, rotateBytes, rotateMs, nowUs, onOld });
  const write = blockWriter(files, labels);
  started.move();
  return {
    name,
    concurrency: 1,
    takes: (series) => series === SAMPLES_SERIES,
    store: (blocks) =>
      inTurn(async () =>
        isClosed
          ? { stored: false, code: 'SINK_CLOSED', message: 'the sink is closed' }
          : await write(blocks),
      ),
    close: () =>
      inTurn(async () => {
        isClosed = true;
        await finish();
        await lock.release();
      }),
  };
}

function blockWriter(
  files: CsvFileSeries,
  labels: TagLabels,
): (blocks: readonly NumberedBlock[]) => Promise<StoreOutcome> {
  // Blocks of a call that failed, but lie in finished files: when they come again, they are not written twice.
  const finished = new Set<number>();
  let unfinished: number[] = [];

  async function writeBlock({ parts, rowCount, blockNo }: NumberedBlock): Promise<void> {
    const samples = decodeParts(parts, rowCount);
    for (let from = 0; from < rowCount; from += ROWS_PER_WRITE) {
      const to = Math.min(from + ROWS_PER_WRITE, rowCount);
      await files.write(encodeCsvRows(samples, labels, from, to));
    }
    unfinished.push(blockNo);
    if (!(await files.finishLarge())) return;
    for (const written of unfinished) finished.add(written);
    unfinished = [];
  }

  return async (blocks) => {
    try {
      for (const block of blocks) if (!finished.has(block.blockNo)) await writeBlock(block);
      await files.sync();
      finished.clear();
      return { stored: true, refused: undefined };
    } catch (error) {
      await files.revert();
      return { stored: false, ...failureOf(error) };
    } finally {
      unfinished = [];
    }
  };
}

/** Lets one piece of work begin when the one before has ended. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
