/**
 * Frames of many devices, one after the other, in memory that threads share. A worker reads them in place; if the worker ends, they
 * are still there for another one.
 *
 * A frame is a header of 24 bytes and its payload, padded to a multiple of 8, little-endian:
 *
 *     float64 receivedUs | int32 plan | int32 status | int32 length | int32 unused | payload … padding
 *
 * `plan` is the position of the payload's decode plan in the list of plans. `status` is Good for a payload that came directly, and
 * Uncertain for one that was kept on the way (a broker's retained message): samples without a time of their own get that status. A Bad
 * `status` is the outcome of the request (`badTimeout`), and the frame has no payload.
 */
export interface FrameBuffer {
  bytes: Uint8Array<SharedArrayBuffer>;
  /** Over `bytes`; it is made once, since a DataView costs more than a frame. */
  view: DataView;
  /** Bytes in use. */
  length: number;
  frameCount: number;
}

const HEADER_BYTES = 24;
const ALIGNMENT = 8;

/** Makes an empty buffer. */
export function createFrameBuffer(capacityBytes: number): FrameBuffer {
  return { ...frameMemory(capacityBytes), length: 0, frameCount: 0 };
}

function frameMemory(byteCount: number): Pick<FrameBuffer, 'bytes' | 'view'> {
  const bytes = new Uint8Array(new SharedArrayBuffer(byteCount));
  return { bytes, view: new DataView(bytes.buffer) };
}

/** A frame to append. */
export interface Frame {
  readonly plan: number;
  /** Time of arrival, microseconds since 1970. */
  readonly receivedUs: number;
  readonly status: number;
  readonly payload: Uint8Array;
}

/** Appends a frame; the buffer grows as needed. */
export function appendFrame(buffer: FrameBuffer, frame: Frame): void {
  const { payload } = frame;
  const end = buffer.length + frameBytes(payload.length);
  if (end > buffer.bytes.length) grow(buffer, end);
  const { length, bytes, view } = buffer;
  view.setFloat64(length, frame.receivedUs, true);
  view.setInt32(length + 8, frame.plan, true);
  view.setInt32(length + 12, frame.status, true);
  view.setInt32(length + 16, payload.length, true);
  bytes.set(payload, length + HEADER_BYTES);
  buffer.length = end;
  buffer.frameCount++;
}

function grow(buffer: FrameBuffer, needed: number): void {
  const grown = frameMemory(Math.max(needed, buffer.bytes.length * 2));
  grown.bytes.set(buffer.bytes.subarray(0, buffer.length));
  Object.assign(buffer, grown);
}

/** Gives the bytes that a frame takes in a buffer. */
export function frameBytes(payloadBytes: number): number {
  return HEADER_BYTES + Math.ceil(payloadBytes / ALIGNMENT) * ALIGNMENT;
}

/** Position of a reader in a buffer, and the frame that it read last. */
export interface FrameCursor {
  next: number;
  plan: number;
  receivedUs: number;
  status: number;
  payloadStart: number;
  payloadEnd: number;
}

/** Makes a cursor before the first frame. */
export function createFrameCursor(): FrameCursor {
  return { next: 0, plan: 0, receivedUs: 0, status: 0, payloadStart: 0, payloadEnd: 0 };
}

/**
 * Moves a cursor to the next frame.
 *
 * @param view - over the whole buffer; callers make it once, since a DataView costs more than a frame
 * @param length - bytes in use
 * @returns false when there is no further frame
 */
export function readFrame(view: DataView, length: number, cursor: FrameCursor): boolean {
  const at = cursor.next;
  if (at >= length) return false;
  cursor.receivedUs = view.getFloat64(at, true);
  cursor.plan = view.getInt32(at + 8, true);
  cursor.status = view.getInt32(at + 12, true);
  const payloadBytes = view.getInt32(at + 16, true);
  cursor.payloadStart = at + HEADER_BYTES;
  cursor.payloadEnd = cursor.payloadStart + payloadBytes;
  cursor.next = at + frameBytes(payloadBytes);
  return true;
}
