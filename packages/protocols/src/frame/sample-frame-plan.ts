import type { FrameCursor } from './frame-buffer.ts';
import { ProtocolError } from './protocol-error.ts';
import { appendSample, reserveSamples, type SampleBatch } from '../sample/sample-batch.ts';
import { OUR_TIME_BIT, StatusCode } from '../sample/status-code.ts';

/**
 * A frame of samples that a client library has decoded already (OPC UA). Records of 24 bytes, little-endian:
 *
 *     float64 timeUs | float64 value | int32 tag (its position in the plan's tags) | int32 status
 */
export interface SampleFramePlan {
  readonly codec: 'samples';
  readonly entries: readonly SampleFrameEntry[];
  /** Position of each tag in the historian's list; shape (n). */
  readonly tags: Int32Array;
}

/** How the values of a tag are scaled. */
export interface SampleFrameEntry {
  /** Raw value × scale + offset = value in the tag's unit. */
  readonly scale: number;
  readonly offset: number;
  /** Raw values that mean that there is none. */
  readonly nulls: readonly number[];
}

/** Bytes of a sample in a frame. */
export const SAMPLE_RECORD_BYTES = 24;

/** A sample to pack into a frame. */
export interface FrameSample {
  /** Position in the plan's tags. */
  readonly tag: number;
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** Raw value, before scale and offset; NaN where there is none. */
  readonly value: number;
  readonly status: number;
}

/** Packs samples into the payload of a frame. */
export function packSampleFrame(samples: readonly FrameSample[]): Uint8Array {
  const payload = new Uint8Array(samples.length * SAMPLE_RECORD_BYTES);
  const view = new DataView(payload.buffer);
  for (const [index, sample] of samples.entries()) {
    const at = index * SAMPLE_RECORD_BYTES;
    view.setFloat64(at, sample.timeUs, true);
    view.setFloat64(at + 8, sample.value, true);
    view.setInt32(at + 16, sample.tag, true);
    view.setInt32(at + 20, sample.status, true);
  }
  return payload;
}

/**
 * Adds the samples of a frame to a batch.
 *
 * A raw value that is not finite, or one of the tag's nulls, gives a Bad sample without a value (sensor failure). So does a value that
 * only scaling makes infinite (out of range). A status that is Bad already is kept.
 *
 * @throws ProtocolError FRAME_TRUNCATED, FRAME_TAG_UNKNOWN and adds nothing
 */
export function decodeSampleFrame(
  plan: SampleFramePlan,
  view: DataView,
  { payloadStart: start, payloadEnd: end }: Pick<FrameCursor, 'payloadStart' | 'payloadEnd'>,
  batch: SampleBatch,
): void {
  const count = (end - start) / SAMPLE_RECORD_BYTES;
  if (!Number.isInteger(count)) {
    throw new ProtocolError(
      'FRAME_TRUNCATED',
      `expected records of ${SAMPLE_RECORD_BYTES} bytes, got ${end - start} bytes`,
    );
  }
  reserveSamples(batch, count);
  const before = batch.length;
  for (let at = start; at < end; at += SAMPLE_RECORD_BYTES) {
    const tag = view.getInt32(at + 16, true);
    const entry = plan.entries[tag];
    if (entry === undefined) {
      batch.length = before;
      throw new ProtocolError(
        'FRAME_TAG_UNKNOWN',
        `expected a tag from 0 to ${plan.entries.length - 1}, got ${tag}`,
      );
    }
    const raw = view.getFloat64(at + 8, true);
    let value = raw * entry.scale + entry.offset;
    let status = view.getInt32(at + 20, true);
    const isMissing =
      !Number.isFinite(raw) || (entry.nulls.length > 0 && entry.nulls.includes(raw));
    if (isMissing || !Number.isFinite(value)) {
      value = Number.NaN;
      if (status >= 0) status = withoutValue(isMissing, status);
    }
    appendSample(batch, plan.tags[tag]!, view.getFloat64(at, true), value, status);
  }
}

function withoutValue(isMissing: boolean, status: number): number {
  const bad = isMissing ? StatusCode.badSensorFailure : StatusCode.badOutOfRange;
  return bad | (status & OUR_TIME_BIT);
}
