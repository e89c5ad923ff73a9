import {
  appendFrame,
  createFrameBuffer,
  createFrameCursor,
  frameBytes,
  readFrame,
  type Frame,
  type FrameBuffer,
} from '@varve/protocols';
import type { SourceReceipt } from './held-log.ts';

// Somebody waits to hear that a frame is safe, and may send nothing more until then.
const AWAITED_MS = 20;

/** Limits of a queue. */
export interface ShardQueueLimits {
  /** Bytes from which a buffer goes to a worker before its time is up. */
  readonly flushBytes: number;
  /** Bytes from which drivers are asked to wait. */
  readonly fullBytes: number;
  /** Bytes above which a frame is dropped, and counted. */
  readonly mostBytes: number;
}

/** Frames that go to a worker together, and who waits to hear that what is in them is safe. */
export interface FrameGroup {
  readonly frames: FrameBuffer;
  readonly acknowledge: (() => void)[];
  readonly receipts: SourceReceipt[];
}

/**
 * Frames that wait for a worker. At most one group of a shard is with a worker at a time, so that the samples of a tag
 * are seen in order.
 */
export interface ShardQueue {
  /**
   * Takes a frame; false when it had to be dropped.
   *
   * @param acknowledge - called when the samples of the frame are synced to disk
   */
  push(frame: Frame, acknowledge?: () => void, receipt?: SourceReceipt): boolean;
  /** Undefined when frames are welcome, else a promise for when they are again. */
  whenReady(): Promise<void> | undefined;
  /** When the oldest frame came that waits here; undefined where none does. */
  oldestUs(): number | undefined;
  /** Sends what waits to a worker, unless one is at work for this shard. */
  flush(): void;
  /** Sends what waits, and resolves when nothing is left. */
  drain(): Promise<void>;
  /** Sends nothing more, and resolves when no group is with a worker; frames go on being taken. */
  hold(): Promise<void>;
  /** Ends a `hold`. */
  resume(): void;
}

/**
 * Makes the queue of a shard.
 *
 * @param send - takes a group to a worker and resolves when the next may come; it does not reject
 */
export function createShardQueue(
  limits: ShardQueueLimits,
  send: (group: FrameGroup) => Promise<void>,
): ShardQueue {
  const newGroup = (): FrameGroup => ({
    frames: createFrameBuffer(limits.flushBytes),
    acknowledge: [],
    receipts: [],
  });
  let waiting = newGroup();
  let spare: FrameBuffer | undefined;
  let working: Promise<void> | undefined;
  let ready: PromiseWithResolvers<void> | undefined;
  let isHeld = false;
  let soon: NodeJS.Timeout | undefined;

  const flush = (): void => {
    if (isHeld || working !== undefined || waiting.frames.frameCount === 0) return;
    const group = waiting;
    waiting = spare === undefined ? newGroup() : { frames: spare, acknowledge: [], receipts: [] };
    clearTimeout(soon);
    soon = undefined;
    spare = undefined;
    ready?.resolve();
    ready = undefined;
    working = send(group).then(() => {
      working = undefined;
      spare = Object.assign(group.frames, { length: 0, frameCount: 0 });
      // Whoever waits to hear that samples are safe need not wait for the timer too.
      if (waiting.frames.length >= limits.flushBytes || waiting.acknowledge.length > 0) flush();
    });
  };

  return {
    push(frame, acknowledge, receipt) {
      const { frames } = waiting;
      if (frames.length + frameBytes(frame.payload.length) > limits.mostBytes) return false;
      appendFrame(frames, frame);
      if (acknowledge !== undefined) waiting.acknowledge.push(acknowledge);
      if (receipt !== undefined) waiting.receipts.push(receipt);
      if (frames.length >= limits.flushBytes) flush();
      else if (acknowledge !== undefined) soon ??= setTimeout(flush, AWAITED_MS);
      return true;
    },
    whenReady() {
      if (waiting.frames.length < limits.fullBytes) return undefined;
      ready ??= Promise.withResolvers();
      return ready.promise;
    },
    oldestUs: () => firstArrivalOf(waiting.frames),
    flush,
    async drain() {
      while (working !== undefined || waiting.frames.frameCount > 0) {
        flush();
        await working;
      }
    },
    async hold() {
      isHeld = true;
      await working;
    },
    resume() {
      isHeld = false;
      flush();
    },
  };
}

function firstArrivalOf({ bytes, length }: FrameBuffer): number | undefined {
  const cursor = createFrameCursor();
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  return readFrame(view, length, cursor) ? cursor.receivedUs : undefined;
}
