/**
 * Samples in columns of equal capacity, of which the first `length` entries are in use.
 *
 * A sample without a value has NaN and a Bad status.
 */
export interface SampleBatch {
  /** Position of the tag in the historian's list of tags, from 0. */
  tag: Int32Array<ArrayBuffer>;
  /** Microseconds since 1970, UTC. */
  time: Float64Array<ArrayBuffer>;
  /** Value in the tag's unit. */
  value: Float64Array<ArrayBuffer>;
  /** OPC UA status code as a signed integer. */
  status: Int32Array<ArrayBuffer>;
  length: number;
}

/** Makes an empty batch with room for `capacity` samples. */
export function createSampleBatch(capacity: number): SampleBatch {
  return {
    tag: new Int32Array(capacity),
    time: new Float64Array(capacity),
    value: new Float64Array(capacity),
    status: new Int32Array(capacity),
    length: 0,
  };
}

/** Makes room for `count` more samples, and keeps the others. */
export function reserveSamples(batch: SampleBatch, count: number): void {
  const needed = batch.length + count;
  if (needed <= batch.tag.length) return;
  const grown = createSampleBatch(Math.max(needed, batch.tag.length * 2));
  grown.tag.set(batch.tag);
  grown.time.set(batch.time);
  grown.value.set(batch.value);
  grown.status.set(batch.status);
  const { length } = batch;
  Object.assign(batch, grown, { length });
}

/** Appends a sample; the caller has reserved its room. */
export function appendSample(
  batch: SampleBatch,
  tag: number,
  time: number,
  value: number,
  status: number,
): void {
  const at = batch.length++;
  batch.tag[at] = tag;
  batch.time[at] = time;
  batch.value[at] = value;
  batch.status[at] = status;
}
