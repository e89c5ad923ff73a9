/**
 * Frames of many devices, one after the other in memory that threads share: a worker reads them where they lie, and should it end,
 * they are there for another.
 *
 * A frame is a header of 24 bytes and its payload, padded to a multiple of 8, little-endian:
 *
 *     float64 receivedUs | int32 plan | int32 status | int32 length | int32 unused | payload … padding
 *
 * `plan` says how to decode the payload (its position in the list of decode plans). `status` is Good when a
 * payload came as it was sent, and Uncertain when it was kept by somebody on the way (a broker's retained message): samples without a
 * time of their own then have that status. A Bad `status` is what became of the request (`badTimeout`), and there is no payload.
 */
export interface FrameBuffer {
  bytes: Uint8Array<SharedArrayBuffer>;
  /** Over `bytes`: made once, since a DataView costs more than a frame. */
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

/** One frame as it goes in. */
export interface Frame {
  readonly plan: number;
  /** Microseconds since 1970 at which it arrived. */
  readonly receivedUs: number;
  readonly status: number;
  readonly payload: Uint8Array;
}

/** Adds a frame at the end; the buffer grows as needed. */
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

/** Bytes that a frame takes in a buffer. */
export function frameBytes(payloadBytes: number): number {
  return HEADER_BYTES + Math.ceil(payloadBytes / ALIGNMENT) * ALIGNMENT;
}

/** Where a reader stands in a buffer, and the frame that it read last. */
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
 * @param view - over the whole buffer; made once, since a DataView costs more than a frame
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
