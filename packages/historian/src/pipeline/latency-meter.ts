import { createFrameCursor, readFrame, type FrameBuffer } from '@varve/protocols';
import { oldestOf } from '../sink/oldest-of.ts';

/** Time from the arrival of a frame to its committed rows, over the newest frames. */
export interface LatencyMeter {
  /** Arrival times of some frames of a buffer, microseconds; called before the buffer is given away. */
  arrivalsOf(buffer: FrameBuffer): readonly number[];
  /** The blocks of the frames are on disk, if any came of them: those tell from now on how old they are. */
  spooled(arrivals: readonly number[]): void;
  committed(arrivals: readonly number[], nowUs: number): void;
  /** When the oldest frame came that is not on disk yet; undefined where there is none. */
  oldestUs(): number | undefined;
  /**
   * Milliseconds; undefined where nothing was committed within the last minute, and nothing waits.
   *
   * @param oldestUs - when the oldest came of what is not committed: it has taken as long as that already
   */
  quantiles(nowUs: number, oldestUs: number | undefined): LatencyQuantiles | undefined;
}

/** Milliseconds. */
export interface LatencyQuantiles {
  readonly p50: number;
  readonly p95: number;
}

const KEPT = 4_096;
const KEPT_US = 60_000_000;
// Frames measured of one buffer: enough for a 95th percentile, and nothing against the buffer's own cost.
const MEASURED_PER_BUFFER = 64;

/** Makes a meter without measurements. */
export function createLatencyMeter(): LatencyMeter {
  const tookUs = new Float64Array(KEPT);
  const atUs = new Float64Array(KEPT);
  const underWay = new Set<readonly number[]>();
  let count = 0;
  return {
    arrivalsOf({ bytes, length, frameCount }) {
      const step = Math.ceil(frameCount / MEASURED_PER_BUFFER);
      const arrivals: number[] = [];
      const view = new DataView(bytes.buffer, bytes.byteOffset, length);
      const cursor = createFrameCursor();
      for (let frame = 0; readFrame(view, length, cursor); frame++) {
        if (frame % step === 0) arrivals.push(cursor.receivedUs);
      }
      underWay.add(arrivals);
      return arrivals;
    },
    spooled: (arrivals) => void underWay.delete(arrivals),
    committed(arrivals, nowUs) {
      for (const arrivalUs of arrivals) {
        const place = count++ % KEPT;
        tookUs[place] = nowUs - arrivalUs;
        atUs[place] = nowUs;
      }
    },
    oldestUs: () => oldestOf([...underWay].map(([firstUs]) => firstUs)),
    quantiles(nowUs, oldestUs) {
      const sorted = tookUs
        .slice(0, Math.min(count, KEPT))
        .filter((_, place) => nowUs - atUs[place]! <= KEPT_US)
        .toSorted();
      const waited = oldestUs === undefined ? undefined : Math.max(0, nowUs - oldestUs) / 1_000;
      if (sorted.length === 0)
        return waited === undefined ? undefined : { p50: waited, p95: waited };
      const at = (share: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! / 1_000;
      return { p50: at(0.5), p95: Math.max(at(0.95), waited ?? 0) };
    },
  };
}
