import type { GroupResult } from '../worker/pipeline.worker.ts';

/**
 * Samples of one source since the historian started. `received` = `accepted` + `rejected`; `accepted` =
 * `filtered` + `stored` + `refused` + samples on their way.
 */
export interface SourceCounters {
  /** Samples, and frames or values that could not be made into samples. */
  readonly received: number;
  /** Samples decoded out of frames. */
  readonly accepted: number;
  /** Samples that the filters found to say nothing new. */
  readonly filtered: number;
  /** Samples whose rows are committed. */
  readonly stored: number;
  /** Samples whose rows the database refused for good; they are in the dead-letter file. */
  readonly refused: number;
  /** Frames or values that their protocol does not allow. */
  readonly rejected: number;
  /** Frames that came when the queue was full, or after the source had ended; their samples are not known. */
  readonly droppedFrames: number;
}

/** The last thing that went wrong with a source. */
export interface SourceError {
  readonly reason: string;
  readonly timeUs: number;
  /** How many went wrong since the start. */
  readonly count: number;
}

/** Counters of all sources, by position. */
export interface Counters {
  /** Makes room for more sources; the others keep their counts. */
  grow(sourceCount: number): void;
  addDecoded(result: GroupResult): void;
  addStored(passed: Float64Array): void;
  /** Rows that were counted as stored were refused. */
  addRefused(source: number, rowCount: number): void;
  addRejected(source: number, reason: string): void;
  addFailure(source: number, reason: string): void;
  addDropped(source: number): void;
  of(source: number): SourceCounters;
  lastError(source: number): SourceError | undefined;
}

/** Makes counters at zero. */
export function createCounters(sourceCount: number, nowUs: () => number): Counters {
  const accepted: number[] = [];
  const passed: number[] = [];
  const stored: number[] = [];
  const refused: number[] = [];
  const rejected: number[] = [];
  const dropped: number[] = [];
  const errors: (SourceError | undefined)[] = [];

  const grow = (count: number): void => {
    while (accepted.length < count) {
      for (const column of [accepted, passed, stored, refused, rejected, dropped]) column.push(0);
      errors.push(undefined);
    }
  };

  const addError = (source: number, reason: string, count = 1): void => {
    errors[source] = { reason, timeUs: nowUs(), count: (errors[source]?.count ?? 0) + count };
  };

  grow(sourceCount);
  return {
    grow,
    addDecoded(result) {
      for (let source = 0; source < result.accepted.length; source++) {
        accepted[source]! += result.accepted[source]!;
        passed[source]! += result.passed[source]! + (result.texts?.passed[source] ?? 0);
        rejected[source]! += result.rejected[source]!;
      }
      for (const [source, reason] of result.reasons) {
        addError(source, reason, result.rejected[source]);
      }
    },
    addStored(counts) {
      for (let source = 0; source < counts.length; source++) stored[source]! += counts[source]!;
    },
    addRefused(source, rowCount) {
      stored[source]! -= rowCount;
      refused[source]! += rowCount;
    },
    addRejected(source, reason) {
      rejected[source]!++;
      addError(source, reason);
    },
    addFailure: addError,
    addDropped(source) {
      dropped[source]!++;
      addError(source, 'the queue is full: frames are dropped');
    },
    of: (source) => ({
      received: accepted[source]! + rejected[source]!,
      accepted: accepted[source]!,
      filtered: accepted[source]! - passed[source]!,
      stored: stored[source]!,
      refused: refused[source]!,
      rejected: rejected[source]!,
      droppedFrames: dropped[source]!,
    }),
    lastError: (source) => errors[source],
  };
}
