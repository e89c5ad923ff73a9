/** Rows of a range, or segments of which summaries are taken: more is left to SQL, so that no question takes all memory. */
export const MOST_PIECES = 1_000_000;
/** Samples that are opened at once: so many take some milliseconds, and nothing else happens meanwhile. */
const OPENED_SAMPLES = 250_000;
/** Segments that are opened at once: each is named in the question. */
const OPENED_SEGMENTS = 1_000;

/** Segments that are opened together: one, or several. */
interface Opened {
  readonly sampleCount: number;
  readonly segmentCount: number;
}

/** Divides what is to be opened, in its order. */
export function* batchesOf<Item extends Opened>(items: readonly Item[]): Generator<Item[]> {
  let batch: Item[] = [];
  let samples = 0;
  let segments = 0;
  for (const item of items) {
    samples += item.sampleCount;
    segments += item.segmentCount;
    if (batch.length > 0 && (samples > OPENED_SAMPLES || segments > OPENED_SEGMENTS)) {
      yield batch;
      batch = [];
      samples = item.sampleCount;
      segments = item.segmentCount;
    }
    batch.push(item);
  }
  if (batch.length > 0) yield batch;
}
