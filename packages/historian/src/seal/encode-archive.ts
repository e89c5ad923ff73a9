import { blockMemory, type BlockPart } from '../spool/block.ts';
import type { SampleColumns } from '../copy/sample-columns.ts';
import { createSegmentEncoder } from '../segment/segment-encoder.ts';
import {
  MOST_SAMPLES_PER_SEGMENT,
  SEGMENTS_TARGET,
  US_PER_WEEK,
} from '../segment/segments-target.ts';
import { createTupleWriter, takeTuples } from '../copy/tuple-writer.ts';

const US_PER_HOUR = 3_600_000_000;
/**
 * A segment ends with its hour once it has this many samples: hourly aggregates are then answered by summaries. A tag with fewer
 * has segments of several hours, or days. `timeseries.segments_to_merge` goes by the same numbers.
 */
const ENOUGH_SAMPLES = 900;

const FIRST_BYTES = 65_536;

/** Encodes sealed samples, as segments alone. @param samples - in order of tag and time, each once */
export function encodeArchive(samples: SampleColumns): readonly BlockPart[] {
  const encodeSegment = createSegmentEncoder();
  const tuples = createTupleWriter(FIRST_BYTES);
  const refused: number[] = [];
  let tupleCount = 0;
  cutArchive(samples, (from, to) => {
    if (encodeSegment(tuples, samples, { from, to, tagId: samples.tag[from]! })) tupleCount++;
    else refused.push(from, to);
  });
  if (refused.length > 0) throw new Error(`samples ${refused[0]} to ${refused[1]} repeat one`);
  return [{ target: SEGMENTS_TARGET, tuples: takeTuples(tuples, blockMemory), tupleCount }];
}

function cutArchive(
  { tag, time, length }: SampleColumns,
  takePiece: (from: number, to: number) => void,
): void {
  let from = 0;
  for (let at = 1; at <= length; at++) {
    const goesOn = at < length && tag[at] === tag[from];
    if (goesOn && !isCut(time, from, at)) continue;
    const end = goesOn ? beforeTies(time, from, at) : at;
    takePiece(from, end);
    from = end;
  }
}

/** Where the samples of one time begin: two segments that share them lie across each other, and would be merged for ever. */
function beforeTies(time: Float64Array, from: number, at: number): number {
  let end = at;
  while (end > from && time[end - 1] === time[at]) end--;
  return end === from ? at : end;
}

/** Whether a segment of samples from `from` on ends before `at`. */
function isCut(time: Float64Array, from: number, at: number): boolean {
  if (at - from >= MOST_SAMPLES_PER_SEGMENT) return true;
  const isNewHour = Math.floor(time[at]! / US_PER_HOUR) !== Math.floor(time[at - 1]! / US_PER_HOUR);
  if (!isNewHour) return false;
  if (at - from >= ENOUGH_SAMPLES) return true;
  return Math.floor(time[at]! / US_PER_WEEK) !== Math.floor(time[from]! / US_PER_WEEK);
}
