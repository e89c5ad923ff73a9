import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentOrder } from './document-order.ts';
import type { ReportHead, ReportWriter } from './report-head.ts';
import type { ReportRow } from './report-kind.ts';

/** A document is put together in memory, and nobody reads more pages. The CSV has all rows. */
const MAX_ROWS = { pdf: 2_000, xlsx: 20_000 } as const;
const MAX_MEGABYTES = 512;

/** Writes a document that is put together at the end, of the first rows alone, in a thread of its own. */
export function documentWriter(
  path: string,
  head: ReportHead,
  { format, signal }: { readonly format: 'pdf' | 'xlsx'; readonly signal: AbortSignal },
): ReportWriter {
  const rows: ReportRow[] = [];
  return {
    add: (given) => {
      rows.push(...given.slice(0, MAX_ROWS[format] - rows.length));
      return Promise.resolve();
    },
    async end(rowCount) {
      await makeDocument({ format, path, head, rows, rowCount }, signal);
      return rows.length;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** @throws the error that ended the thread; the reason of the signal */
async function makeDocument(order: DocumentOrder, signal: AbortSignal): Promise<void> {
  // It reads sources as they stand: `.ts` in a checkout, `.js` where they were built.
  const file = new URL(`./document.worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
  });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    // An error of the thread rejects.
    await once(worker, 'exit');
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', end);
  }
}
