import { createSampleBatch, type SampleBatch } from '@varve/protocols';

/** A sample as an object: slow, and easy to compare. */
export interface Sample {
  readonly tag: number;
  readonly time: number;
  readonly value: number;
  readonly status: number;
}

/** Puts samples into columns. */
export function batchOf(samples: readonly Sample[]): SampleBatch {
  const batch = createSampleBatch(samples.length);
  for (const { tag, time, value, status } of samples) {
    const at = batch.length++;
    batch.tag[at] = tag;
    batch.time[at] = time;
    batch.value[at] = value;
    batch.status[at] = status;
  }
  return batch;
}

/** Takes samples out of columns. */
export function samplesOf({ tag, time, value, status, length }: SampleBatch): Sample[] {
  return Array.from({ length }, (_, at) => ({
    tag: tag[at]!,
    time: time[at]!,
    value: value[at]!,
    status: status[at]!,
  }));
}
