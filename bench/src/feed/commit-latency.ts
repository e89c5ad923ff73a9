/**
 * Time from the arrival of frames to their committed rows, from outside: what went in is compared with what the historian
 * says it has stored, source by source, and no filter is on.
 */
export interface CommitLatency {
  arrived(source: number, sampleCount: number, nowMs: number): void;
  /** Compares with the rows of a source that are committed by now. */
  committed(source: number, storedCount: number, nowMs: number): void;
  /** Milliseconds of all frames committed since the last call, in order of size. */
  take(): readonly number[];
}

/** Makes one that knows of no frame. */
export function createCommitLatency(sourceCount: number): CommitLatency {
  const waiting = Array.from({ length: sourceCount }, (): Arrival[] => []);
  const arrivedCount = new Float64Array(sourceCount);
  let latencies: number[] = [];
  return {
    arrived(source, sampleCount, nowMs) {
      arrivedCount[source]! += sampleCount;
      waiting[source]!.push({ upTo: arrivedCount[source]!, atMs: nowMs });
    },
    committed(source, storedCount, nowMs) {
      const queue = waiting[source]!;
      const firstWaiting = queue.findIndex(({ upTo }) => upTo > storedCount);
      const done = queue.splice(0, firstWaiting === -1 ? queue.length : firstWaiting);
      for (const { atMs } of done) latencies.push(nowMs - atMs);
    },
    take() {
      const taken = latencies.toSorted((one, other) => one - other);
      latencies = [];
      return taken;
    },
  };
}

interface Arrival {
  /** Samples of the source that had come with this frame. */
  readonly upTo: number;
  readonly atMs: number;
}

/** The value that a share of sorted values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
