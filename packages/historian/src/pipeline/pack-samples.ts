import { SAMPLE_RECORD_BYTES, type SampleBatch } from '@varve/protocols';
import { HistorianError } from '../historian-error.ts';
import { TagKind, type TagList } from '../tags/tag-list.ts';
import { isStorableTime, STORABLE_TIMES } from '../tags/is-storable-time.ts';
import type { DirectFrame } from './direct-frame.ts';

// A frame stays well below what a shard takes at once.
const MOST_SAMPLES_PER_FRAME = 32_768;

/** Refuses samples that cannot be stored. @throws HistorianError SAMPLE_INVALID with the sample's place */
export function refuseInvalidSamples(
  { tag, time, length }: SampleBatch,
  { kinds, inUse }: TagList,
): void {
  for (let at = 0; at < length; at++) {
    const position = tag[at]!;
    if (kinds[position] !== TagKind.number) {
      const expected = expectedTag(kinds[position], inUse);
      throw new HistorianError(
        'SAMPLE_INVALID',
        `sample ${at}: expected ${expected}, got ${position}`,
      );
    }
    if (!isStorableTime(time[at]!)) {
      throw new HistorianError(
        'SAMPLE_INVALID',
        `sample ${at}: expected ${STORABLE_TIMES}, got ${time[at]}`,
      );
    }
  }
}

function expectedTag(kind: number | undefined, inUse: Int32Array): string {
  if (kind === TagKind.text) return 'a tag that holds numbers';
  const lowest = inUse[0] ?? 0;
  const highest = inUse.at(-1) ?? -1;
  // Nearly always there are no gaps between the positions.
  const isDense = highest - lowest + 1 === inUse.length;
  return isDense ? `a tag from ${lowest} to ${highest}` : 'a tag that is there';
}

/** Packs samples into frames of one source each, in the order of the batch within a source. */
export function packSamples(
  { tag, time, value, status, length }: SampleBatch,
  sourceOfTag: Int32Array,
  change: (status: number) => number,
): DirectFrame[] {
  const frames: DirectFrame[] = [];
  const open = new Map<number, { readonly view: DataView; count: number }>();
  const close = (source: number): void => {
    const { view, count } = open.get(source)!;
    frames.push({ source, payload: new Uint8Array(view.buffer, 0, count * SAMPLE_RECORD_BYTES) });
    open.delete(source);
  };
  for (let at = 0; at < length; at++) {
    const source = sourceOfTag[tag[at]!]!;
    let frame = open.get(source);
    if (frame === undefined) {
      const samples = Math.min(length - at, MOST_SAMPLES_PER_FRAME);
      frame = { view: new DataView(new ArrayBuffer(samples * SAMPLE_RECORD_BYTES)), count: 0 };
      open.set(source, frame);
    }
    const { view } = frame;
    const place = frame.count++ * SAMPLE_RECORD_BYTES;
    view.setFloat64(place, time[at]!, true);
    view.setFloat64(place + 8, value[at]!, true);
    view.setInt32(place + 16, tag[at]!, true);
    view.setInt32(place + 20, change(status[at]!), true);
    if (place + SAMPLE_RECORD_BYTES === view.byteLength) close(source);
  }
  for (const source of open.keys()) close(source);
  return frames;
}
