import type { SampleBatch } from '@varve/protocols';
import { blockMemory, SAMPLES_SERIES, type Block, type BlockPart } from '../spool/block.ts';
import { encodeSampleRows, SAMPLE_ROWS_TARGET } from '../copy/sample-rows.ts';
import { createSegmentEncoder, type SegmentColumns } from './segment-encoder.ts';
import { MOST_SAMPLES_PER_SEGMENT, SEGMENTS_TARGET, US_PER_WEEK } from './segments-target.ts';
import { createTupleWriter, takeTuples, type TupleWriter } from '../copy/tuple-writer.ts';

/** How samples are stored: `segments` makes segments of the runs that are long enough, and rows of the rest. */
export type SampleStorage = 'rows' | 'segments';

/** Samples in order of tag and time. */
export interface SortedSamples extends SegmentColumns, Pick<SampleBatch, 'tag' | 'length'> {}

/** Makes blocks of samples. */
export interface SampleEncoder {
  /**
   * @param samples - with `isNull` undefined, a Bad sample whose value is NaN has none
   * @param tagIds - the database's id of each tag, by what `samples.tag` has; undefined where it has the ids themselves
   */
  encode(samples: SortedSamples, tagIds: Int32Array | undefined): Block;
}

/**
 * Fewer samples are cheaper as rows: a segment takes as long to store as some eight rows (`bench ingest`), and 170 bytes beside its
 * samples.
 */
const SHORTEST_SEGMENT = 16;

const FIRST_BYTES = 65_536;

/** Makes an encoder: its scratch memory is used again for every block. */
export function createSampleEncoder(storage: SampleStorage): SampleEncoder {
  const encodeSegment = createSegmentEncoder();
  const tuples = createTupleWriter(FIRST_BYTES);
  return {
    encode(given, tagIds) {
      const samples = { ...given, isNull: given.isNull ?? nullsOf(given) };
      let firstTimeUs = Number.POSITIVE_INFINITY;
      let lastTimeUs = Number.NEGATIVE_INFINITY;
      // Pairs: where samples that become rows begin, and end.
      const rowRanges: number[] = [];
      let segmentCount = 0;
      const takePiece = (from: number, to: number): void => {
        firstTimeUs = Math.min(firstTimeUs, samples.time[from]!);
        lastTimeUs = Math.max(lastTimeUs, samples.time[to - 1]!);
        const tag = samples.tag[from]!;
        const run = { from, to, tagId: tagIds === undefined ? tag : tagIds[tag]! };
        const isLong = to - from >= SHORTEST_SEGMENT && storage === 'segments';
        if (isLong && encodeSegment(tuples, samples, run)) segmentCount++;
        else addRange(rowRanges, from, to);
      };
      cutRuns(samples, takePiece);
      return {
        series: SAMPLES_SERIES,
        parts: [...segmentPart(tuples, segmentCount), ...rowPart(samples, tagIds, rowRanges)],
        rowCount: samples.length,
        firstTimeUs,
        lastTimeUs,
      };
    },
  };
}

/** A Bad sample without a value is NULL, as rows have it. */
function nullsOf({ value, status, length }: SortedSamples): Uint8Array | undefined {
  if (!hasBad(status, length)) return undefined;
  const isNull = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    if (status[at]! < 0 && Number.isNaN(value[at]!)) isNull[at] = 1;
  }
  return isNull;
}

function hasBad(status: Int32Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (status[at]! < 0) return true;
  return false;
}

/** Cuts samples into pieces that may be segments: of one tag and one UTC week, and not too long. */
function cutRuns(
  { tag, time, length }: SortedSamples,
  takePiece: (from: number, to: number) => void,
): void {
  for (let from = 0; from < length;) {
    const tagOfRun = tag[from]!;
    const nextWeek = (Math.floor(time[from]! / US_PER_WEEK) + 1) * US_PER_WEEK;
    const most = Math.min(length, from + MOST_SAMPLES_PER_SEGMENT);
    let to = from + 1;
    while (to < most && tag[to] === tagOfRun && time[to]! < nextWeek) to++;
    takePiece(from, to);
    from = to;
  }
}

function addRange(ranges: number[], from: number, to: number): void {
  if (ranges.at(-1) === from) ranges[ranges.length - 1] = to;
  else ranges.push(from, to);
}

function segmentPart(tuples: TupleWriter, tupleCount: number): BlockPart[] {
  if (tupleCount === 0) return [];
  return [{ target: SEGMENTS_TARGET, tuples: takeTuples(tuples, blockMemory), tupleCount }];
}

function rowPart(
  samples: SortedSamples,
  tagIds: Int32Array | undefined,
  ranges: readonly number[],
): BlockPart[] {
  let tupleCount = 0;
  for (let at = 0; at < ranges.length; at += 2) tupleCount += ranges[at + 1]! - ranges[at]!;
  if (tupleCount === 0) return [];
  const tuples = encodeSampleRows(samples, tagIds, ranges);
  return [{ target: SAMPLE_ROWS_TARGET, tuples, tupleCount }];
}
