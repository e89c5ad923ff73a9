import { encodeTuples } from './encode-tuples.ts';
import { loadCopies, type CopyLoad } from './load-copies.ts';

/** Message to the loading process. */
export interface LoaderTask extends CopyLoad {
  readonly rows: number;
  readonly tags: number;
  readonly rowsPerCopy: number;
  readonly startUs: number;
  /** Rows of a COPY by tag, or as they arrive. */
  readonly order: 'tag' | 'arrival';
  readonly status: 'int4' | 'int2';
}

// A process of its own: what it costs to send bytes is no part of what is compared.
process.once('message', (task: LoaderTask) => void load(task));
process.once('disconnect', () => process.exit());

async function load(task: LoaderTask): Promise<void> {
  const seconds = await loadCopies(task, encodeTuples(task));
  process.send?.(seconds, () => process.disconnect?.());
}
