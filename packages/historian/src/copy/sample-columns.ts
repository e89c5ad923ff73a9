import type { SampleBatch } from '@varve/protocols';

/** Samples read back from the database: `tag` has its ids. */
export interface SampleColumns extends SampleBatch {
  /** 1 for a sample without a value, which is stored as NULL; its value is NaN. */
  isNull: Uint8Array<ArrayBuffer>;
}

/** Makes empty columns with room for some samples. */
export function createSampleColumns(capacity: number): SampleColumns {
  return {
    tag: new Int32Array(capacity),
    time: new Float64Array(capacity),
    value: new Float64Array(capacity),
    status: new Int32Array(capacity),
    isNull: new Uint8Array(capacity),
    length: 0,
  };
}

/** Makes room for some samples in all. */
export function reserveSamples(columns: SampleColumns, capacity: number): void {
  if (capacity <= columns.tag.length) return;
  const grown = createSampleColumns(Math.max(capacity, 2 * columns.tag.length));
  for (const name of ['tag', 'time', 'value', 'status', 'isNull'] as const) {
    grown[name].set(columns[name].subarray(0, columns.length));
  }
  Object.assign(columns, grown, { length: columns.length });
}
