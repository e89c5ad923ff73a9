/** Samples in columns, as the collector takes them. Apart from its types: the console sees those of the server. */
export interface WrittenBatch {
  /** Positions of tags. */
  tag: Int32Array<ArrayBuffer>;
  /** Microseconds since 1970. */
  time: Float64Array<ArrayBuffer>;
  /** NaN where a Bad sample has none. */
  value: Float64Array<ArrayBuffer>;
  /** OPC UA status codes as signed integers. */
  status: Int32Array<ArrayBuffer>;
  length: number;
}

/** Makes an empty batch with room for samples. */
export function createWrittenBatch(capacity: number): WrittenBatch {
  return {
    tag: new Int32Array(capacity),
    time: new Float64Array(capacity),
    value: new Float64Array(capacity),
    status: new Int32Array(capacity),
    length: 0,
  };
}

/** Doubles the room of a batch that is full. */
export function makeRoom(batch: WrittenBatch): void {
  const { length } = batch;
  if (length < batch.tag.length) return;
  const grown = createWrittenBatch(2 * length);
  grown.tag.set(batch.tag);
  grown.time.set(batch.time);
  grown.value.set(batch.value);
  grown.status.set(batch.status);
  Object.assign(batch, grown, { length });
}
