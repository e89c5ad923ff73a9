import { createFrameCursor, readFrame, type FrameBuffer } from '@varve/protocols';

/** Time from the arrival of a frame to its committed rows, over the newest frames. */
export interface LatencyMeter {
  /** Arrival times of some frames of a buffer, microseconds; called before the buffer is given away. */
  arrivalsOf(buffer: FrameBuffer): readonly number[];
  committed(arrivals: readonly number[], nowUs: number): void;
  /** Milliseconds; undefined before the first commit. */
  quantiles(): { readonly p50: number; readonly p95: number } | undefined;
}

const KEPT = 4_096;
// Frames measured of one buffer: enough for a 95th percentile, and nothing against the buffer's own cost.
const MEASURED_PER_BUFFER = 64;

/** Makes a meter without measurements. */
export function createLatencyMeter(): LatencyMeter {
  const kept = new Float64Array(KEPT);
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
      return arrivals;
    },
    committed(arrivals, nowUs) {
      for (const arrivalUs of arrivals) kept[count++ % KEPT] = nowUs - arrivalUs;
    },
    quantiles() {
      if (count === 0) return undefined;
      const sorted = kept.slice(0, Math.min(count, KEPT)).toSorted();
      const at = (share: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! / 1_000;
      return { p50: at(0.5), p95: at(0.95) };
    },
  };
}
