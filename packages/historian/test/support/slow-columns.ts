import { createSampleColumns, type SampleColumns } from '../../src/copy/sample-columns.ts';
import type { SlowSample } from './slow-segment.ts';

/** Puts samples into columns, values bit by bit; `tag` is that of the sample, where it has one. */
export function columnsOf(
  samples: readonly (SlowSample & { readonly tag?: number })[],
): SampleColumns {
  const columns = createSampleColumns(samples.length);
  const view = new DataView(columns.value.buffer);
  for (const { tag = 0, time, bits, status } of samples) {
    const at = columns.length++;
    columns.tag[at] = tag;
    columns.time[at] = time;
    columns.status[at] = status;
    columns.isNull[at] = bits === undefined ? 1 : 0;
    if (bits === undefined) columns.value[at] = Number.NaN;
    else view.setBigUint64(8 * at, bits, true);
  }
  return columns;
}

/** Takes a sample out of columns. */
export function sampleAt({ time, value, status, isNull }: SampleColumns, at: number): SlowSample {
  const view = new DataView(value.buffer, value.byteOffset);
  const bits = isNull[at] === 1 ? undefined : view.getBigUint64(8 * at, true);
  return { time: time[at]!, bits, status: status[at]! };
}

/** Takes all samples out of columns, with their tags. */
export function samplesIn(columns: SampleColumns): (SlowSample & { readonly tag: number })[] {
  return Array.from({ length: columns.length }, (_, at) => ({
    tag: columns.tag[at]!,
    ...sampleAt(columns, at),
  }));
}
