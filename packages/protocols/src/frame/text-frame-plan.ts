import { ProtocolError } from './protocol-error.ts';

/** The value of a text tag at a time. Texts are few: they are objects, and are kept apart from the columns of a `SampleBatch`. */
export interface TextSample {
  /** Position of the tag: in the plan's tags inside a frame, in the historian's list elsewhere. */
  readonly tag: number;
  /** Microseconds since 1970, UTC. */
  readonly timeUs: number;
  /** null for a Bad sample without a value. */
  readonly value: string | null;
  /** OPC UA status code as a signed integer. */
  readonly status: number;
}

/**
 * A frame of texts that a client library or a program has decoded already. Its records follow one another, little-endian:
 *
 *     float64 timeUs | int32 tag (its position in the plan's text tags) | int32 status | int32 bytes | UTF-8 text
 *
 * `bytes` is -1 for a record without a text.
 */
export interface TextFramePlan {
  readonly codec: 'texts';
  /** Empty, since such a frame has no numbers. */
  readonly tags: Int32Array;
  /** Position of each tag in the historian's list; shape (n). */
  readonly textTags: Int32Array;
}

/** Bytes of a record in front of its text. */
export const TEXT_RECORD_BYTES = 20;

const NO_TEXT = -1;
const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Packs texts into the payload of a frame. Half of a surrogate pair becomes U+FFFD. */
export function packTextFrame(samples: readonly TextSample[]): Uint8Array {
  const values = samples.map(({ value }) => (value === null ? undefined : utf8.encode(value)));
  const size = values.reduce((sum, value) => sum + TEXT_RECORD_BYTES + (value?.length ?? 0), 0);
  const payload = new Uint8Array(size);
  const view = new DataView(payload.buffer);
  let at = 0;
  for (const [index, { tag, timeUs, status }] of samples.entries()) {
    const value = values[index];
    view.setFloat64(at, timeUs, true);
    view.setInt32(at + 8, tag, true);
    view.setInt32(at + 12, status, true);
    view.setInt32(at + 16, value?.length ?? NO_TEXT, true);
    at += TEXT_RECORD_BYTES;
    if (value === undefined) continue;
    payload.set(value, at);
    at += value.length;
  }
  return payload;
}

/**
 * Reads the texts of a frame.
 *
 * @returns samples with the tags' positions in the historian's list
 * @throws ProtocolError FRAME_TRUNCATED, FRAME_TAG_UNKNOWN, TEXT_MALFORMED
 */
export function decodeTextFrame(plan: TextFramePlan, payload: Uint8Array): TextSample[] {
  const samples: TextSample[] = [];
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let at = 0;
  while (at < payload.length) {
    const left = payload.length - at;
    const byteCount = left < TEXT_RECORD_BYTES ? left : view.getInt32(at + 16, true);
    const end = at + TEXT_RECORD_BYTES + Math.max(0, byteCount);
    if (left < TEXT_RECORD_BYTES || byteCount < NO_TEXT || end > payload.length) {
      throw new ProtocolError(
        'FRAME_TRUNCATED',
        `expected a text of ${byteCount} bytes behind ${TEXT_RECORD_BYTES} others, got ${left} bytes`,
      );
    }
    samples.push({
      tag: listedTag(plan, view.getInt32(at + 8, true)),
      timeUs: view.getFloat64(at, true),
      value: byteCount === NO_TEXT ? null : decodeText(payload, at + TEXT_RECORD_BYTES, end),
      status: view.getInt32(at + 12, true),
    });
    at = end;
  }
  return samples;
}

function listedTag({ textTags }: TextFramePlan, tag: number): number {
  const listed = textTags[tag];
  if (listed !== undefined) return listed;
  throw new ProtocolError(
    'FRAME_TAG_UNKNOWN',
    `expected a text tag from 0 to ${textTags.length - 1}, got ${tag}`,
  );
}

function decodeText(payload: Uint8Array, start: number, end: number): string {
  try {
    return text.decode(payload.subarray(start, end));
  } catch (error) {
    throw new ProtocolError('TEXT_MALFORMED', 'expected a text in UTF-8', { cause: error });
  }
}
