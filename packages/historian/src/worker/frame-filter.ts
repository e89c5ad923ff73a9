import {
  createSampleBatch,
  framesDecoder,
  type DecodeObserver,
  type DecodePlan,
  type SampleBatch,
  type TextSample,
} from '@varve/protocols';
import { flushTag } from '../filter/tag-filter.ts';
import { takeRuns, type Instant, type TakingSettings } from './take-runs.ts';

/** Options of `createFrameFilter`. */
export interface FrameFilterSettings extends TakingSettings {
  readonly plans: readonly DecodePlan[];
  readonly sourceCount: number;
  readonly sourceOfPlan: Int32Array;
}

/** Samples of one source in one batch, by what became of them; shape (sources) each. */
export interface FrameCounts {
  /** Decoded out of frames. */
  readonly accepted: Float64Array<ArrayBuffer>;
  /** To be stored. */
  readonly passed: Float64Array<ArrayBuffer>;
  /** Frames or values that their protocol does not allow. */
  readonly rejected: Float64Array<ArrayBuffer>;
  /** Last reason of a rejection, by source. */
  readonly reasons: Map<number, string>;
}

/** Samples of a buffer of frames. */
export interface FilteredFrames {
  /** To be stored, by tag and time; good until the next call. */
  readonly samples: SampleBatch;
  /** Samples of text tags, in the order of their arrival; they go beside the numbers. */
  readonly texts: readonly TextSample[];
  readonly counts: FrameCounts;
  /** Positions of the tags that hold numbers and were touched; good until the next call. */
  readonly touched: Int32Array;
}

/** Turns frames into the samples to store. */
export interface FrameFilter {
  filter(bytes: Uint8Array, length: number, instant: Instant): FilteredFrames;
  /** Gives the samples that the filters still hold back; called when a tag ends, so that its newest value is stored. */
  flush(tags: Int32Array): FilteredFrames;
}

/**
 * Makes the chain from frame to stored sample: decode by tag, check the clock, show, filter.
 *
 * Its memory is reused from call to call; what must outlive a worker is in the filters' and snapshots' shared memory.
 */
export function createFrameFilter(settings: FrameFilterSettings): FrameFilter {
  const decode = framesDecoder(settings.plans, settings.sourceOfTag.length);
  const output = createSampleBatch(1_024);
  return {
    filter(bytes, length, instant) {
      const counts = createCounts(settings.sourceCount);
      output.length = 0;
      const texts: TextSample[] = [];
      const runs = decode(bytes, length, observe(settings, counts, texts));
      const stored = takeRuns(settings, runs, { instant, output, counts });
      const touched = runs.tags.subarray(0, runs.runCount);
      return { samples: stored, texts, counts, touched };
    },
    flush(tags) {
      const counts = createCounts(settings.sourceCount);
      output.length = 0;
      const filter = { ...settings.filters, tag: 0, output };
      for (const tag of tags) {
        const source = settings.sourceOfTag[tag]!;
        const before = output.length;
        filter.tag = tag;
        flushTag(filter);
        counts.passed[source]! += output.length - before;
      }
      return { samples: output, texts: [], counts, touched: tags };
    },
  };
}

function createCounts(sourceCount: number): FrameCounts {
  return {
    accepted: new Float64Array(sourceCount),
    passed: new Float64Array(sourceCount),
    rejected: new Float64Array(sourceCount),
    reasons: new Map(),
  };
}

function observe(
  { sourceOfPlan }: FrameFilterSettings,
  { rejected, reasons }: FrameCounts,
  texts: TextSample[],
): DecodeObserver {
  return {
    rejected(plan, reason) {
      const source = sourceOfPlan[plan]!;
      rejected[source]!++;
      reasons.set(source, reason);
    },
    text: (sample) => void texts.push(sample),
  };
}
